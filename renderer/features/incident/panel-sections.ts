import {
  Gauge,
  ListChecks,
  type LucideIcon,
  Megaphone,
  NotebookPen,
  ScrollText,
  SquareCheckBig,
  UsersRound,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { PanelSection } from '../../store/index.ts';
import { ActionsSection, ChecklistsSection, ReviewSection, UpdatesSection } from '../response/index.ts';
import { DetailsSection } from './details/DetailsSection.tsx';
import { ImpactSection } from './impact/ImpactSection.tsx';
import { PeopleSection } from './people/PeopleSection.tsx';
import type { SectionProps } from './section-props.ts';

/** One tab of the incident panel. */
export interface PanelTab {
  readonly id: PanelSection;
  readonly title: string;
  /** What the palette says, and other words one might look for. */
  readonly command: string;
  readonly keywords: readonly string[];
  readonly keys?: string;
  readonly icon: LucideIcon;
  readonly Section: ComponentType<SectionProps>;
}

/** The tabs in their order. A new section is a line here. */
export const panelTabs: readonly PanelTab[] = [
  {
    id: 'details',
    title: 'Details',
    command: 'Incident details',
    keywords: ['title', 'summary', 'links', 'times', 'measurements', 'duplicate', 'verify', 'timestamps'],
    icon: ScrollText,
    Section: DetailsSection,
  },
  {
    id: 'impact',
    title: 'Impact',
    command: 'Impact',
    keywords: ['users', 'revenue', 'SLA', 'data loss', 'regions', 'tickets'],
    icon: Gauge,
    Section: ImpactSection,
  },
  {
    id: 'people',
    title: 'People',
    command: 'People and roles',
    keywords: ['commander', 'hand over', 'assign roles', 'responders', 'escalate', 'contacts'],
    icon: UsersRound,
    Section: PeopleSection,
  },
  {
    id: 'checklists',
    title: 'Checklists',
    command: 'Checklists',
    keywords: ['triage', 'assess', 'verification', 'before resolved', 'tick'],
    keys: 'k',
    icon: ListChecks,
    Section: ChecklistsSection,
  },
  {
    id: 'updates',
    title: 'Updates',
    command: 'Publish an update',
    keywords: ['status page', 'communication', 'customers', 'mail', 'template', 'cadence'],
    keys: 'u',
    icon: Megaphone,
    Section: UpdatesSection,
  },
  {
    id: 'actions',
    title: 'Actions',
    command: 'Add action item',
    keywords: ['follow-up', 'owner', 'due', 'overdue'],
    keys: 'a',
    icon: SquareCheckBig,
    Section: ActionsSection,
  },
  {
    id: 'review',
    title: 'Review',
    command: 'Write the review',
    keywords: ['post-mortem', 'root cause', 'five whys', 'lessons', 'approve'],
    keys: 'w',
    icon: NotebookPen,
    Section: ReviewSection,
  },
];
