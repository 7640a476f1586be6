/** What is typed here reaches production. Said wherever such a terminal or profile is named. */
export function Prod() {
  return (
    <span
      title="What is typed here reaches production."
      className="shrink-0 rounded-sm bg-crit-solid px-1 text-[0.625rem] leading-4 font-bold tracking-wide text-on-crit"
    >
      PROD
    </span>
  );
}
