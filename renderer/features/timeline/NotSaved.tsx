/** What failed, behind the words that nobody may miss; the journal's own messages begin with them already. */
export function NotSaved({ message }: { readonly message: string }) {
  return (
    <>
      <b className="font-bold">NOT SAVED:</b> {message.replace(/^NOT SAVED: /, '')}
    </>
  );
}
