import type { Imported } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import type { ImportProblem } from '../../store/index.ts';

const titles: Readonly<Record<ImportProblem['code'], string>> = {
  unreadable: 'The file cannot be read',
  'too-large': 'The file is too large',
  'not-text': 'This is no incident file',
  'not-an-incident-file': 'This is no incident file',
  'newer-format': 'A newer War Room wrote this file',
  incomplete: 'The file is cut off',
  'not-json': 'The file is damaged',
  'too-deep': 'The file is not as War Room writes it',
  'too-many-events': 'The file holds too much',
  'missing-member': 'The file is not as War Room writes it',
  'unknown-member': 'The file is not as War Room writes it',
  'invalid-value': 'The file is not as War Room writes it',
  ambiguous: 'The file is not as War Room writes it',
  'not-declared': 'The file declares no incident',
  'evidence-changed': 'Evidence in the file was changed',
  'evidence-unnamed': 'The file holds evidence of nothing',
  changed: 'The file was changed after it was exported',
  'chain-broken': 'Events in the file do not follow from one another',
  'seq-missing': 'Events are missing in the file',
  'wrong-stream': 'The file does not fit the incident',
  'id-taken': 'An event of the file has another one’s number',
  'own-chain': 'The file speaks in this machine’s name',
  'signature-invalid': 'A signature in the file does not hold',
  busy: 'One import at a time',
  abandoned: 'The file did not arrive',
  'no-upload': 'The file did not arrive',
  'wrong-part': 'The file did not arrive whole',
  'not-saved': 'Nothing was taken in',
  'read-only': 'The record is READ-ONLY',
  'several-files': 'One file at a time',
  'not-connected': 'The import was interrupted',
  internal: 'The import failed',
};

/** What the command line would do about it, where a person at the window does something else. */
const actions: Readonly<Partial<Record<ImportProblem['code'], string>>> = {
  'not-an-incident-file': 'In the War Room that has the incident choose Export, then the format JSON.',
  'not-text': 'In the War Room that has the incident choose Export, then the format JSON.',
};

/** Why a file was not taken in: in three words, what exactly, what to do. */
export function importProblemWords({ code, message, action }: ImportProblem) {
  return { title: titles[code], message, action: actions[code] ?? action };
}

interface ImportedWords {
  readonly text: string;
  /** Somebody should do something about it. */
  readonly warns: boolean;
}

/** What an import brought, a line each; nothing is said of what there is none of. */
export function importedWords(imported: Imported): readonly ImportedWords[] {
  const { appended, skipped, forked, evidence, signatures, purgedElsewhere } = imported;
  const beside = [
    evidence > 0 && plural(evidence, 'piece of evidence', 'pieces of evidence'),
    signatures > 0 && plural(signatures, 'signed head'),
  ].filter((words) => words !== false);
  const purged = purgedElsewhere.length;
  const say = (is: boolean, text: string, warns = false) => (is ? [{ text, warns }] : []);
  return [
    ...say(true, appended > 0 ? `${plural(appended, 'event')} taken in.` : 'Nothing new.'),
    ...say(skipped > 0, `${plural(skipped, 'event')} ${skipped === 1 ? 'was' : 'were'} here already.`),
    ...say(beside.length > 0, `With ${beside.join(' and ')}.`),
    ...say(
      forked > 0,
      `${plural(forked, 'event')} ${forked === 1 ? 'contradicts' : 'contradict'} what is here. Both are kept, and the check of the record names them.`,
      true,
    ),
    ...say(
      purged > 0,
      `${plural(purged, 'event')} ${purged === 1 ? 'was' : 'were'} purged where the file comes from, and ${purged === 1 ? 'is' : 'are'} still here. Purge ${purged === 1 ? 'it' : 'them'} from the entry menu if that holds a secret.`,
      true,
    ),
  ];
}
