import { canonicalJson } from '#shared/domain/canonical-json.ts';
import { type Envelope, GENESIS_HASH } from '#shared/domain/events/index.ts';
import { compareFoldOrder } from '#shared/domain/fold-order.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import type { Writer } from './appending.ts';
import type { ImportProblemCode, ImportReport, SealedEvent, StreamBundle } from './bundle.ts';
import { checkBundle, isDeclared, refuse } from './check-bundle.ts';
import type { Identity } from './identity.ts';
import type { Journal } from './journal.ts';
import { publicKeyText, type SignedHead } from './signed-head.ts';
import type { ChainLink, Statements } from './statements.ts';

const EMPTY = new Uint8Array();

export function createImporting({ connection, identity }: Writer): Pick<Journal, 'importStream'> {
  return {
    importStream: (given, keepEvidence = () => succeed(null)) => {
      const checked = checkBundle(given);
      if (!checked.ok) return checked;
      return connection.write((statements) => {
        const imported = importInside(statements, identity, checked.value);
        if (!imported.ok) return imported;
        const kept = keepEvidence();
        return kept.ok ? imported : kept;
      });
    },
  };
}

/** Inside a write transaction, with a bundle that is in order by itself: compares it with what is here. */
function importInside(
  statements: Statements,
  identity: Identity,
  bundle: StreamBundle,
): Outcome<ImportReport, ImportProblemCode> {
  const sorted = sortOut(statements, bundle);
  const { appended, forked } = sorted;
  const taken = [...appended, ...forked].find(({ envelope }) => isIdTaken(statements, envelope));
  if (taken) return refuse('id-taken', taken.envelope, 'another event here has the same id.');
  // Our own signatures must never cover what only somebody else says that we recorded.
  const ours = appended.find(({ envelope }) => envelope.deviceId === identity.deviceId);
  if (ours) {
    const message = `Event ${ours.envelope.seq} claims to be recorded on this device, which has no such event.`;
    return fail('own-chain', message, 'Import it into another data directory.');
  }
  // The first one in order says what the incident is: nobody else's may come before ours.
  const again =
    statements.declared().includes(bundle.streamId) && appended.find(({ envelope }) => isDeclared(envelope));
  if (again) return refuse('wrong-stream', again.envelope, 'it declares an incident that is declared here already.');
  const signatures = bundle.signatures.filter((head) => !statements.isSigned(bundle.streamId, head, head.publicKey));
  const strange = signatures.find((head) => isStrangeKey(identity, head));
  if (strange) return refuse('signature-invalid', strange, 'it was signed in this device’s name with another key.');

  for (const { envelope, payload } of appended) {
    statements.insert(envelope, canonicalJson(envelope.actor), payload ?? EMPTY, 'foreign');
  }
  for (const { envelope, payload } of forked) {
    statements.insertFork(envelope, canonicalJson(envelope.actor), payload ?? EMPTY);
  }
  for (const head of signatures) statements.insertSignature(head);
  return succeed({
    appended: appended.length,
    skipped: sorted.skipped,
    forked: forked.length,
    signatures: signatures.length,
  });
}

/** `appended` in fold order, so that the same bundle is stored in the same order everywhere. */
function sortOut(statements: Statements, { streamId, events, forks }: StreamBundle) {
  const chains = new Map<string, Map<number, Pick<ChainLink, 'hash' | 'prevHash'>>>();
  const linksOf = (deviceId: string) => {
    const links = chains.get(deviceId) ?? new Map(statements.links(streamId, deviceId).map((link) => [link.seq, link]));
    chains.set(deviceId, links);
    return links;
  };
  const forkHashes = new Set(statements.forks(streamId).map(({ hash }) => hash));
  const appended: SealedEvent[] = [];
  const forked: SealedEvent[] = [];
  let skipped = 0;
  for (const event of events) {
    const { envelope } = event;
    const links = linksOf(envelope.deviceId);
    if (links.get(envelope.seq)?.hash === envelope.hash || forkHashes.has(envelope.hash)) skipped += 1;
    else if (fits(links, envelope)) {
      links.set(envelope.seq, envelope);
      appended.push(event);
    } else {
      forkHashes.add(envelope.hash);
      forked.push(event);
    }
  }
  for (const event of forks) {
    const { deviceId, seq, hash } = event.envelope;
    if (forkHashes.has(hash) || linksOf(deviceId).get(seq)?.hash === hash) skipped += 1;
    else {
      forkHashes.add(hash);
      forked.push(event);
    }
  }
  return { appended: appended.toSorted((a, b) => compareFoldOrder(a.envelope, b.envelope)), forked, skipped };
}

/** Whether the place is free and the neighbours agree: what follows from a fork is one, too. */
function fits(links: ReadonlyMap<number, Pick<ChainLink, 'hash' | 'prevHash'>>, envelope: Envelope): boolean {
  const { seq, hash, prevHash } = envelope;
  if (links.has(seq)) return false;
  const before = seq === 1 ? GENESIS_HASH : links.get(seq - 1)?.hash;
  const after = links.get(seq + 1)?.prevHash ?? hash;
  return before === prevHash && after === hash;
}

/** Another version of an event, at its very place, may have its id. */
function isIdTaken(statements: Statements, { id, incidentId, deviceId, seq }: Envelope): boolean {
  return statements
    .eventAnywhere(id)
    .some((row) => row.incident_id !== incidentId || row.device_id !== deviceId || row.seq !== seq);
}

function isStrangeKey({ deviceId, privateKey }: Identity, head: SignedHead): boolean {
  return head.deviceId === deviceId && privateKey !== undefined && head.publicKey !== publicKeyText(privateKey);
}
