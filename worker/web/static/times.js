// Times as a desk reads them: the clock of today, the day of other days, always in local time.

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const SECONDS = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function clock(text) {
  return CLOCK.format(new Date(text));
}

export function exact(text) {
  const date = new Date(text);
  return `${YEAR.format(date)}, ${SECONDS.format(date)}`;
}

/** The day, without the year if it is this one. */
export function day(text) {
  const date = new Date(text);
  return (date.getFullYear() === new Date().getFullYear() ? DAY : YEAR).format(date);
}

/** Clock for what is of today, day and clock for the rest. */
export function when(text) {
  return isToday(text) ? clock(text) : `${day(text)} ${clock(text)}`;
}

export function isToday(text) {
  return new Date(text).toDateString() === new Date().toDateString();
}

/** A duration in the unit that suits it. */
export function lasted(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < 0.995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 99.5) return `${seconds.toPrecision(2)} s`.replace(/^(\d)\.0+ /, "$1 ");
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
