"""Words that begin sentences: behind an abbreviation, they say that it ended one."""

from __future__ import annotations

_ENGLISH = (
    "A After Although Among An And Another As At Because Before Both But By Despite During Each "
    "Earlier Elsewhere Even Every Everyone Few Finally For Four From Further Furthermore He Her "
    "Here His How However I If In Indeed Instead It Its Last Later Many Meanwhile More Moreover "
    "Most My Neither Nevertheless No Nobody None Nonetheless Nor Nothing Now On Once One Only Or "
    "Other Others Our Perhaps Police Rather Recently Several She Similarly Since So Some Soon "
    "Still Such Thanks That The Their Then There Therefore These They This Those Though Three "
    "Thus To Today Tomorrow Two Under Until We What When Where Whether Which While Who Why With "
    "Within Without Yesterday Yet You Your Analysts Authorities Critics Demonstrators Doctors "
    "Economists Experts Investigators Investors Lawmakers Lawyers Observers Officials Opponents "
    "Prosecutors Protesters Residents Researchers Rescuers Scientists Shares Supporters Traders "
    "Witnesses"
)
_GERMAN = (
    "Aber Alle Als Am An Auch Auf Aus Außerdem Bei Bereits Bis Bisher Da Dabei Dafür Damit Danach "
    "Dann Das Dem Den Denn Der Derzeit Des Deshalb Die Dies Diese Dieser Dieses Doch Dort Ein "
    "Eine Einen Einer Er Erst Es Für Gegen Ich Ihr Ihre Im In Insgesamt Ist Jetzt Man Mehr Mit "
    "Nach Niemand Nun Nur Ob Obwohl Seit Sein Seine Sie So Trotz Um Und Unter Viele Vom Von Vor "
    "Während Was Weil Wenn Wer Wie Wir Wo Zu Zudem Zuletzt Zum Zur Zwei"
)
_FRENCH = (
    "À Ainsi Alors Après Au Aucun Aujourd Aussi Autre Aux Avant Avec Ce Cela Celui Ces Cet Cette "
    "Ceux Chaque Comme D Dans De Depuis Des Dès Deux Du Elle Elles En Enfin Ensuite Entre Et Hier "
    "Il Ils J Je L La Le Les Leur Lors Lorsque Mais Malgré N Nous On Or Ou Par Parmi Pendant "
    "Personne Plus Plusieurs Pour Pourtant Puis Quand Quant Que Qui S Sa Selon Ses Si Son Sous "
    "Sur Tous Tout Un Une Vers Vous"
)
_SPANISH = (
    "A Al Además Ahora Ante Antes Aquí Así Aunque Ayer Cada Como Con Cuando De Del Desde Después "
    "Dos Durante El Él Ella Ellos En Entonces Entre Era Es Esa Ese Eso Esta Este Esto Fue Ha "
    "Hasta Hay Hoy La Las Lo Los Luego Mientras Muchos Nadie Ni No Nos Otra Otro Para Pero Por "
    "Porque Que Quien Se Según Si Sin Sobre Su Sus También Tras Todo Todos Un Una Y Ya"
)
_RUSSIAN = (
    "А Благодаря Более Был Была Были Было В Вместе Во Все Всего Вчера Где Для До Его Ее Если Есть "
    "Еще За Завтра Затем Здесь И Из Или Именно Их К Как Кроме Когда Который Мы На Накануне "
    "Напомним Никто Ничего Нет Не Но О Об Однако Он Она Они Оно От По Под После Потом Поэтому При "
    "Ранее С Сегодня Сейчас Со Согласно Так Также Там Теперь То Только Тогда У Уже Хотя Чтобы Что "
    "Эта Эти Это Этот Я"
)
_ITALIAN = (
    "A Al Alla Anche Ancora Che Chi Come Con Così Da Dal Dalla Del Della Dopo Dove Due E È Ecco "
    "Gli Ha I Ieri Il In Intanto Invece L La Le Lo Ma Mentre Molti Nel Nella Nessuno Non Nulla "
    "Oggi Ora Per Perché Poi Prima Quando Quello Questa Questo Se Secondo Si Sono Su Sul Tra "
    "Tutti Un Una"
)
_PORTUGUESE = (
    "A Agora Ainda Além Ao Aos Após As Até Cada Com Como Da De Depois Desde Do Dois Durante E É "
    "Ela Elas Ele Eles Em Enquanto Entre Essa Esse Esta Este Foi Hoje Isso Já Mas Muitos Na Nada "
    "Não No Ninguém O Ontem Os Outro Para Pela Pelo Por Porém Quando Que Quem Se Segundo Sem Seu "
    "Sua Também Todos Um Uma"
)
_DUTCH = (
    "Aan Al Alle Als Bij Daar Daarna Dat De Deze Die Dit Door Dus Een Eerder En Er Geen Gisteren "
    "Haar Had Heeft Het Hij Hoe Hun Iedereen Ik In Is Maar Met Na Naar Nadat Niemand Niet Nog Nu "
    "Om Omdat Ook Op Over Sinds Te Toen Tot Uit Van Vandaag Veel Volgens Voor Waarom Wat We Wie "
    "Wij Ze Zij Zijn Zo"
)
_SWEDISH = (
    "Alla Att Av Bara De Dem Den Denna Dessa Det Detta Dock Där Då Efter Eftersom En Enligt Ett "
    "Flera Från För Han Hon Hur I Idag Igår Ingen Inte Jag Med Men När Nu Och Också Om På Sedan "
    "Som Så Under Ut Vad Vem Vi Vid Än Även År Är"
)
_POLISH = (
    "A Ale Bez Być Był Była Było Były By Czy Dla Do Dlatego Dziś Gdy Gdzie I Ich Jak Jednak Jego "
    "Jej Jest Jeśli Już Każdy Kiedy Kto Który Lecz Ma Mimo Na Nad Nie Nikt O Od Ona On Oni Oraz "
    "Po Pod Podczas Potem Przed Przez Przy Są Ta Tak Także Tam Ten Teraz To Tu Tylko Tym "
    "Tymczasem W We Wczoraj Według Wszyscy Z Za Ze Że"
)
_TURKISH = (
    "Ama Ancak Artık Ayrıca Bazı Ben Biz Bu Bugün Bunun Böylece Çünkü Daha Dün En Fakat Hem Hiç "
    "Kimse Ne Neden O Onlar Öte Sonra Şimdi Tüm Ve Veya Ya Yarın Yine"
)
_GREEK = (
    "Αν Από Αυτή Αυτό Αυτός Γιατί Για Δεν Εκεί Ενώ Ένα Ένας Επίσης Η Θα Και Κανείς Κατά Με Μετά "
    "Μια Ο Όμως Όταν Ότι Οι Όπως Όσο Πριν Σε Στη Στην Στις Στο Στον Στους Σύμφωνα Τα Τη Την Της "
    "Τι Τις Το Τον Του Τους Των Τώρα Χθες Ωστόσο"
)

SENTENCE_STARTERS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "it": frozenset(_ITALIAN.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "nl": frozenset(_DUTCH.split()),
    "sv": frozenset(_SWEDISH.split()),
    "pl": frozenset(_POLISH.split()),
    "tr": frozenset(_TURKISH.split()),
    "el": frozenset(_GREEK.split()),
}
"""Capitalised words that hardly ever stand inside a sentence, by language."""

ANY_STARTER = frozenset[str]().union(*(SENTENCE_STARTERS[tag] for tag in "en de fr es ru".split()))
"""For a text in another language or an unknown one: too many would be names in some language."""
