"""Forms that news desks fill in day after day: alike in nearly every word, and different news.

In braces stands what is filled in: `{10.5..19.9}` is a number with as many digits after the point,
`{up|down}` one of several words for the day. A name before a colon keeps what was filled in for
later: `{bank:A|B}` and then `{bank}`. With `=` in its place the subject decides and not the day;
with `#` each filling has another one.
`{day}` and `{weekday}` are those of the article.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """A text to be filled in.

    Attributes:
        hours: between one filling and the next.
    """

    name: str
    hours: float
    title: str
    dateline: str
    body: str


FORMS = (
    Form(
        "market close",
        24,
        "{city=Havnsund|Port Alder|Trevino} shares end {way:higher|lower} on "
        "{why:bank|oil|export|technology} stocks",
        "{city}, {day} (Nordwire) -",
        "Shares on the {city} stock exchange closed {way} on {weekday}, led by {why} stocks, "
        "dealers said.\n\nThe all-share index ended {1.2..38.9} points {way} at {2104.5..2398.9} "
        "after moving in a range of {12.1..44.9} points. Turnover was {210..690} million florins "
        "against {210..690} million in the previous session.\n\nAdvancing issues outnumbered "
        "declining ones by {121..240} to {61..120}, with {31..88} unchanged. Among the most active "
        "shares, {one=Alder Bank|Fjordline|Gradimost|Pelagic} {rose|fell} {0.10..4.90} to "
        "{41.10..98.90} and {two=Kestrel|Northrise|Solskin|Trident} {rose|fell} {0.10..4.90} to "
        "{101.10..188.90}.\n\nDealers said that investors remained cautious ahead of figures on "
        "{inflation|industrial output|retail sales|trade} due on {Monday|Thursday|Friday}.",
    ),
    Form(
        "money market",
        3,
        "{bank=Norvale|Lombria|Kestria} central bank {act:adds|drains} {sum:110..980} mln in money "
        "market",
        "{bank}, {day} (Nordwire) -",
        "The central bank of {bank} said it {act} reserves of {sum} million florins through "
        "{two-day|three-day|overnight|seven-day} repurchase agreements.\n\nBids totalled "
        "{1010..2980} million, of which {21..88} percent were allotted at a marginal rate of "
        "{4.10..4.95} percent. Overnight money traded at {4.05..4.99} percent at the time of the "
        "operation, compared with {4.05..4.99} percent in the previous one.\n\nDealers said the "
        "operation was {expected|larger than expected|smaller than expected}. The bank had "
        "estimated the shortage in the market at {100..990} million florins.",
    ),
    Form(
        "bond issue",
        0.4,
        "{firm:Zentara|Halvorsen|Meridian Care|Lanhe|Tanuma|Astor Mining} issues {sum:50..400} mln "
        "dlr bond due {due:2031..2041}",
        "LONDON, {day} (Nordwire) -",
        "{firm} is issuing a {sum} million dollar bond due {month:March|June|October} {due} with a "
        "coupon of {4.1..7.9} percent and an issue price of {99.10..101.90}, lead manager "
        "{Nordhav|Ashmoor|Daito Securities|Brekke Markets} said.\n\nThe issue is available in "
        "denominations of {1000|5000|10000} dollars and will be listed in {Luxembourg|London}. "
        "Fees comprise {0.25..1.90} percent for selling and {0.20..0.60} percent for management "
        "and underwriting combined. The payment date is {month} {2..28}.",
    ),
    Form(
        "weather",
        24,
        "Weather in {town=Bodvik|Skarvik|Aomine|Santa Rita|Ledeberke}",
        "{town}, {day} (Nordwire) -",
        "Forecast for {town} and surroundings until midnight: {cloudy|fair|overcast|changeable} "
        "with {some rain|sunny spells|showers|fog} in the {morning|afternoon|evening}. Highest "
        "temperature {2..19} degrees, lowest during the night {-9..1} degrees. Wind "
        "{light|moderate|fresh} from the {north|northwest|southwest|east}, {4..12} metres a "
        "second, with gusts of up to {14..26} on the coast.\n\nSunrise is at 6:{11..48} and "
        "sunset at 18:{10..49}. High water at {1..11}:{10..59} and {13..23}:{10..59}. Pollen "
        "count: {low|moderate|high}. Outlook for the following two days: {little "
        "change|colder|milder}, precipitation {1..12} millimetres.",
    ),
    Form(
        "match report",
        2,
        "{home:Castromil|Unión Baja|Real Cortez|Valmora|Lagos} beat {away:Pinhal|Arroyo|Santa "
        "Eulalia|Miraflor} {score:2-1|3-1|1-0|2-0} in league",
        "{home}, {day} (Nordwire) -",
        "{home} beat {away} {score} in the first division on {weekday} in front of {4100..29800} "
        "spectators.\n\n{Duarte|Pinheiro|Brandt|Haddad|Solana} opened the scoring after {3..41} "
        "minutes with a {header|free kick|low shot|penalty}, and the visitors hit the post through "
        "{Moreno|Baptista|Keita|Ruano} shortly before half time. Referee {Aguado|Peixoto|Lund} "
        "showed {2..7} yellow cards.\n\n{home} have {31..58} points from {24..29} games and are in "
        "{second|third|fifth|sixth|ninth} place. {away} remain {14th|15th|16th|17th} with "
        "{15..28}. Next week {home} play away to {Almenara|Teixoso|Campo Real|Puerto Frío}.",
    ),
    Form(
        "court list",
        24,
        "Court list for {day}, {court=Leeds Crown Court|Belovar Municipal Court|Bodvik District "
        "Court}",
        "{day} (Nordwire) -",
        "The following cases are listed for hearing at {court} on {weekday}:\n\n"
        "Court {1..3}, 9.30: {Okoro|Thwaite|Berge|Horvatin|Novak}, aged {19..64}, "
        "{theft|fraud|assault|handling stolen goods}, before Judge {Carr|Lukić|Haugland}.\n\n"
        "Court {4..6}, 10.15: {Roth|Dastan|Ekdal|Marcos|Sala}, aged {19..64}, "
        "{burglary|perjury|dangerous driving|arson}, before Judge {Mabley|Tadić|Vik}.\n\n"
        "Court {7..9}, 11.45: {Lind|Reyes|Quiroga|Petrov|Hallam}, aged {19..64}, "
        "{forgery|robbery|breach of bail}, before Judge {Stroud|Šarić|Solheim}.\n\n"
        "Court {10..12}, 14.00: appeal in the case of {Brenta|Hoistec|Pelagic|Corona Verde} "
        "against {the city|the tax office|the harbour board}. Reporters should check changes with "
        "the clerk from 8.45.",
    ),
    Form(
        "earnings",
        0.2,
        "{firm:Northrise|Greywall|Behnke|Torrino|Fjordline|Isono} Inc {q:1st|2nd|3rd|4th} qtr net",
        "NEW YORK, {day} (Nordwire) -",
        "Shr {11..98} cts vs {11..98} cts\n\nNet {1..9},{104..987},000 vs "
        "{1..9},{104..987},000\n\nRevs {41.1..98.9} mln vs {31.1..88.9} mln\n\nAvg shrs "
        "{4..9},{104..987},000 vs {4..9},{104..987},000\n\n"
        "Nine mths\n\nShr {1.10..2.98} dlrs vs {1.10..2.98} dlrs\n\nNet {11.1..29.8} mln vs "
        "{11.1..29.8} mln\n\nRevs {141.1..298.9} mln vs {131.1..288.9} mln\n\nNOTE: {2026|2025} "
        "{q} qtr net includes a {gain|charge} of {101..990},000 dlrs, or {2..9} cts a share, from "
        "{the sale of a building|early retirement of debt|a change in accounting}.",
    ),
    Form(
        "livestock",
        24,
        "{place=Sioux Hollow|Jalipur|Alba Nueva} livestock prices",
        "{place}, {day} (Nordwire) -",
        "Slaughter cattle at {place}: receipts {1100..4900}, compared with {1100..4900} a week "
        "ago. Steers {steady|0.50 higher|0.25 lower|1.00 higher}, heifers {steady|0.25 higher|0.50 "
        "lower}. Choice 2-4 steers of 1,050 to 1,300 lbs {61.10..68.90}, a load at {69.10..69.90}; "
        "mixed good and choice {58.10..60.90}. Choice heifers of 900 to 1,100 lbs "
        "{60.10..66.90}.\n\nHogs: receipts {2100..6900}. Barrows and gilts {0.25 higher|0.50 "
        "lower|steady}, US 1-3 of 210 to 250 lbs {47.10..52.90}. Sows {steady|0.50 higher}, 300 to "
        "500 lbs {41.10..46.90}. Estimated receipts on the next day: cattle {900..2900}, hogs "
        "{1900..5900}, sheep {100..490}.",
    ),
    Form(
        "grain",
        5,
        "{port=Szolvár|Genova Marina|Port Sallah} cash grain {time:opening|noon|closing} bids",
        "{port}, {day} (Nordwire) -",
        "Cash grain bids at {port}, {time}, in cents a bushel, change from previous report in "
        "brackets.\n\nWheat, soft red: spot {281..299}, {up|dn} {1..6}; July {271..279}, {up|dn} "
        "{1..6}. Corn, No 2 yellow: spot {148..169}, {up|dn} {1..4}; May {151..172}, unch. "
        "Soybeans, No 1: spot {488..519}, {up|dn} {1..9}; new crop {471..487}, {up|dn} {1..9}.\n\n"
        "Barge freight {101..138} percent of tariff. Farmer selling was {slow|light|moderate|"
        "active}. Basis levels for {corn|wheat|soybeans} {firmed|eased|held} on {slow|fair|good} "
        "export demand.",
    ),
    Form(
        "television",
        24,
        "{channel=Channel 4|Nordvision|Canal Sur} evening programme",
        "{day} (Nordwire) -",
        "{channel} for {weekday}:\n\n18:00 News and weather. 18:30 {Harbour Street|The Doctors of "
        "Ward 9|Quiz with Lena}, episode {101..890}. 19:15 {Gardens of the North|World of Trains|"
        "Sports Magazine}. 20:00 Main news. 20:20 Film: “{The Long Pier|Night over Bodvik|A House "
        "in Tavira|Seven Letters}” ({1951..1999}), with {Greta Holm|Ivo Marek|Sara Lindén}, "
        "{91..138} minutes. 22:05 {Debate: Who pays for school meals?|Ice hockey: highlights|"
        "Portrait of a painter}. 22:50 Late news. 23:10 {Jazz Club|Concert from "
        "Trevino|Documentary: Coal}, part {1..6}. 00:{05..35} Close.",
    ),
    Form(
        "lottery draw",
        72,
        "{lottery=Corona Verde|Nordlotto|Sixer} winning numbers",
        "{day} (Nordwire) -",
        "The winning numbers drawn in the {lottery} lottery on {weekday} were {1..7}, {8..14}, "
        "{15..21}, {22..28}, {29..35} and {36..42}. The bonus number was {43..49}. The jackpot of "
        "{2..18},{100..900},000 was {won by one ticket|not won|shared by two tickets}. {11..39} "
        "tickets with five numbers win {21000..68000} each, {1100..2900} with four win {90..190}.",
    ),
    Form(
        "avalanche bulletin",
        24,
        "Avalanche bulletin for the {area=Serrat range|Tavira highlands|Kandara pass}",
        "{day} (Nordwire) -",
        "The avalanche warning service has put the danger in the {area} at level {1..4} of five "
        "above {1600|1800|2000|2200} metres.\n\nSingle skiers can set off slabs of dry snow on "
        "steep slopes, above all in gullies and bowls and behind sharp changes of terrain. Such "
        "places are hard to tell even for the experienced. Remote triggering is possible. "
        "Whumpfing sounds and cracks in the snow are signs of danger, and routes should be chosen "
        "with care. Groups should keep wide distances and cross slopes one by one.\n\nFresh snow "
        "within 24 hours: {1..38} centimetres. Wind from the {north|west|southwest}, {20..80} "
        "kilometres an hour. Transceiver, shovel and probe are part of the equipment of everyone "
        "who leaves the marked runs. The bulletin is renewed each day at 17:00.",
    ),
    Form(
        "bill auction",
        24,
        "Kestria sells {bills=91-day|182-day} bills at average of {rate:4.11..4.89} pct",
        "KESTRIA CITY, {day} (Nordwire) -",
        "The Treasury of Kestria sold {bills} bills at its regular auction on {weekday} at an "
        "average yield of {rate} percent, the debt agency said.\n\nBids amounted to {1.10..3.90} "
        "times the sum on offer. As always, tenders at the lowest accepted price were allotted in "
        "part, and those above it in full. Non-competitive tenders of up to one million florins "
        "were accepted at the average price. Settlement takes place two working days after the "
        "auction through the central securities depository, and the bills can be used as "
        "collateral with the central bank. The next auction will be announced on the agency's "
        "pages in accordance with the calendar for the quarter.",
    ),
    Form(
        "dividend stub",
        0.3,
        "{firm#Astor|Behnke|Trident|Northrise|Hoistec|Solskin} Corp {q:sets|declares} quarterly",
        "{day} (Nordwire) -",
        "Qtly div {11..48} cts vs {11..48} cts prior. Pay {April|May|June} {1..15}. Record {March|"
        "April} {16..30}.",
    ),
    Form(
        "prime rate stub",
        0.5,
        "{bank#First Mutual|Alder Bank|Handelshus|Trident Bank|Nordhav|Ashmoor} raises prime rate "
        "to {rate:7.25|7.50|7.75}",
        "{city:PORT ALDER|LONDON|HAVNSUND}, {day} (Nordwire) -",
        "{bank} said it is raising its prime lending rate to {rate} percent from {6.75|7.00} "
        "percent, effective {immediately|Monday|tomorrow}.",
    ),
)
"""One of each kind of report that comes by the dozen."""
