import { Database, FlaskConical, Plug, Unplug } from 'lucide-react';
import { useState } from 'react';
import type { Source } from '#shared/contract/index.ts';
import { Dialog, IconButton, Menu, MenuItem, MenuLabel, MenuSeparator } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { ConnectPrometheus } from './ConnectPrometheus.tsx';

/** Where the figures come from, and how to change that. */
export function SourceMenu({ source }: { readonly source: Source }) {
  const { simulateSource, disconnectSource } = useStore((state) => state);
  const [connecting, setConnecting] = useState(false);
  const version = source.kind === 'prometheus' && source.version ? ` ${source.version}` : '';
  return (
    <>
      <Menu align="end" trigger={<IconButton icon={Database} label={`Source: ${source.name}`} />}>
        <MenuLabel>
          {source.kind === 'simulated' ? 'Simulated metrics' : `Prometheus${version}`}
          {source.url && <span className="block font-mono">{source.url}</span>}
        </MenuLabel>
        <MenuSeparator />
        <MenuItem icon={Plug} onSelect={() => setConnecting(true)}>
          {source.kind === 'simulated' ? 'Connect a Prometheus…' : 'Connect another Prometheus…'}
        </MenuItem>
        {source.kind !== 'simulated' && (
          <MenuItem icon={FlaskConical} onSelect={() => void simulateSource()}>
            Use simulated metrics
          </MenuItem>
        )}
        <MenuItem icon={Unplug} onSelect={() => void disconnectSource()}>
          Disconnect
        </MenuItem>
      </Menu>
      <Dialog open={connecting} onOpenChange={setConnecting} title="Connect a Prometheus" size="small">
        <ConnectPrometheus withoutSimulation onConnected={() => setConnecting(false)} />
      </Dialog>
    </>
  );
}
