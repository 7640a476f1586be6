interface Reading {
  readonly comment: string;
  readonly text: string;
  readonly blank: boolean;
}

const standard = { comment: String.raw`--[^\n]*|/\*.*?\*/`, text: String.raw`\be'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'` };
/** MySQL's: `--` needs a blank behind it, `#` begins a comment, and what stands in `/*! ... *\/` is run. */
const mysql = {
  comment: String.raw`--(?=\s|$)[^\n]*|#[^\n]*|/\*(?!!).*?\*/`,
  text: String.raw`'(?:[^'\\]|\\.|'')*'`,
};
const readings: readonly Reading[] = [standard, mysql].flatMap((dialect) => [
  { ...dialect, blank: false },
  { ...dialect, blank: true },
]);

/**
 * The ways in which a database may read a text that holds SQL: comments left out by one dialect and the other, strings
 * as they stand and blanked. What looks like danger in any of them is taken for it.
 */
export const sqlReadings: readonly ((text: string) => string)[] = readings.map(({ comment, text, blank }) => {
  const pattern = new RegExp(`${text}|"(?:[^"]|"")*"|${comment}`, 'gis');
  return (sql) =>
    sql.replace(pattern, (found) => {
      if (found.startsWith('"')) return found;
      if (!found.endsWith("'") || /^(--|#|\/\*)/.test(found)) return ' ';
      return blank ? "''" : found;
    });
});
