import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** Something is being worked on. Say beside it what. */
export function Spinner({ className }: { readonly className?: string }) {
  return <LoaderCircle aria-hidden className={clsx('size-4 shrink-0 animate-spin', className)} strokeWidth={2} />;
}

/** The shape of what is about to come. Give it the size of the thing by `className`. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={clsx('breathe rounded-sm bg-hover', className)} />;
}
