import { Gauge, type LucideIcon, ScrollText, UsersRound } from 'lucide-react';
import type { ComponentType } from 'react';
import type { PanelSection } from '../../store/index.ts';
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
];
