import clsx from 'clsx';
import {
  BellRing,
  BookOpen,
  ChartLine,
  Check,
  CheckCheck,
  CircleDot,
  CircleQuestionMark,
  Eye,
  FileText,
  Flag,
  Gauge,
  Gavel,
  HeartPulse,
  Lightbulb,
  ListChecks,
  Megaphone,
  NotebookPen,
  Paperclip,
  Siren,
  SkipForward,
  SquareCheckBig,
  SquareTerminal,
  Terminal,
  Timer,
  UserRound,
  UsersRound,
} from 'lucide-react';
import type { EntryCategory, TimelineEntry } from '#shared/domain/timeline.ts';
import type { Icon } from '../../components/index.ts';

/** Where the word of an entry says more than its category. */
const byLabel: Readonly<Record<string, Icon>> = {
  observation: Eye,
  hypothesis: Lightbulb,
  decision: Gavel,
  action: SquareCheckBig,
  question: CircleQuestionMark,
  communication: Megaphone,
  declared: Siren,
  acknowledged: Check,
  severity: Gauge,
  role: UserRound,
  skipped: SkipForward,
  resolved: CheckCheck,
};

export const categoryIcons: Readonly<Record<EntryCategory, Icon>> = {
  incident: Flag,
  status: CircleDot,
  people: UsersRound,
  clock: Timer,
  update: Megaphone,
  impact: Gauge,
  checklist: ListChecks,
  'action item': SquareCheckBig,
  review: NotebookPen,
  note: Eye,
  attachment: Paperclip,
  command: Terminal,
  alert: BellRing,
  probe: HeartPulse,
  graph: ChartLine,
  runbook: BookOpen,
  session: SquareTerminal,
  document: FileText,
  unknown: CircleQuestionMark,
};

const tones: Readonly<Record<TimelineEntry['tone'], string>> = {
  neutral: 'text-ink-3',
  critical: 'text-crit',
  warning: 'text-warn',
  ok: 'text-ok',
  accent: 'text-accent',
};

/** The sign of an entry's kind. The word stands in the row, so that it is not said twice to a screen reader. */
export function EntryIcon({ entry }: { readonly entry: TimelineEntry }) {
  const Sign = byLabel[entry.label] ?? categoryIcons[entry.category];
  // A command is a thing to look at, not a state: its outcome stands below it, in words.
  const tone = entry.category === 'command' ? 'text-info' : tones[entry.tone];
  return <Sign aria-hidden className={clsx('size-4 shrink-0', tone)} strokeWidth={1.75} />;
}
