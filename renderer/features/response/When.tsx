import { useZonedTime } from '../../store/index.ts';

/** An instant, UTC ms, as short as it can be understood: "14:03", with the day where it was another one than today. */
export function When({ at }: { readonly at: number }) {
  const time = useZonedTime();
  const day = time.day(at);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${day} ${time.seconds(at)} ${time.zoneName(at)}`}
      className="whitespace-nowrap"
    >
      {day !== time.day(Date.now()) && `${day} `}
      {time.minutes(at)}
    </time>
  );
}
