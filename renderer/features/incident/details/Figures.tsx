import clsx from 'clsx';
import { capitalize } from '#shared/domain/words.ts';
import { PanelGroup } from '../../../components/index.ts';
import type { SectionProps } from '../section-props.ts';
import { type FigureWords, figureLines } from './figure-words.ts';

const head = 'pb-1 text-right text-small font-normal text-ink-3';

/** How long what took, each with its basis. */
export function Figures({ incident }: Pick<SectionProps, 'incident'>) {
  return (
    <PanelGroup title="Measurements">
      <table className="w-full">
        <thead>
          <tr>
            <th scope="col" className={clsx(head, 'pl-4 text-left')}>
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col" className={head}>
              from detection
            </th>
            <th scope="col" className={clsx(head, 'pr-4 pl-3')}>
              from start
            </th>
          </tr>
        </thead>
        <tbody>
          {figureLines(incident).map(({ id, name, note, fromDetection, fromStart }) => (
            <tr key={id} className="border-t border-line hover:bg-hover">
              <th scope="row" className="py-2 pl-4 text-left align-top font-normal text-ink-2">
                {id === 'impact duration' ? (
                  capitalize(id)
                ) : (
                  <>
                    <span className="font-medium text-ink">{id}</span> {name}
                  </>
                )}
                {note && <span className="block text-small">{note}</span>}
              </th>
              <Cell words={fromDetection} />
              <Cell words={fromStart} className="pr-4" />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="px-4 pt-1 pb-3 text-small text-ink-3">
        Pending: it can still come. Not applicable: it never came, and nothing is put in its place.
      </p>
    </PanelGroup>
  );
}

const looks: Readonly<Record<FigureWords['look'], string>> = {
  figure: 'figure font-medium',
  quiet: 'text-ink-3',
  wrong: 'text-crit',
};

function Cell({ words, className }: { readonly words: FigureWords | undefined; readonly className?: string }) {
  return (
    <td className={clsx('py-2 pl-3 text-right align-top', words && looks[words.look], className)}>{words?.text}</td>
  );
}
