/** "00:23:41" for a running clock; days are hours: "49:00:00". Negative spans get a minus. `ms` is milliseconds. */
export function formatElapsed(ms: number): string {
  const { sign, hours, minutes, seconds } = split(ms);
  return `${sign}${pad(hours)}:${pad(minutes)}:${pad(seconds)}`;
}

/** "3:12" below an hour, "1:03:12" from there on: the countdowns of the header. */
export function formatCountdown(ms: number): string {
  const { sign, hours, minutes, seconds } = split(ms);
  return hours > 0 ? `${sign}${hours}:${pad(minutes)}:${pad(seconds)}` : `${sign}${minutes}:${pad(seconds)}`;
}

/** In words for rows and documents, two units at most: "0.9 s", "42 s", "3 m 12 s", "2 h 5 m", "3 d 4 h". */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms);
  // 9 950 ms would round to "10.0 s".
  if (size < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const { sign, hours, minutes, seconds } = split(Math.sign(ms) * Math.round(size / 1000) * 1000);
  if (hours >= 24) return sign + twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
  if (hours > 0) return sign + twoUnits(hours, 'h', minutes, 'm');
  if (minutes > 0) return sign + twoUnits(minutes, 'm', seconds, 's');
  return `${sign}${seconds} s`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function split(ms: number) {
  const total = Math.floor(Math.abs(ms) / 1000);
  return {
    sign: ms <= -1000 ? '-' : '',
    hours: Math.floor(total / 3600),
    minutes: Math.floor(total / 60) % 60,
    seconds: total % 60,
  };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
