import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/**
 * Link-local addresses and the addresses under which clouds hand credentials to whoever asks from the inside (T42).
 * They are never a metrics server, and an address that a person was sent must not make us talk to them.
 */
const refused = new BlockList();
refused.addSubnet('169.254.0.0', 16, 'ipv4'); // link-local; AWS, Google, Azure, Oracle, DigitalOcean metadata
refused.addSubnet('fe80::', 10, 'ipv6'); // link-local
refused.addAddress('fd00:ec2::254', 'ipv6'); // AWS metadata
refused.addAddress('fd20:ce::254', 'ipv6'); // Google metadata
refused.addAddress('100.100.100.200', 'ipv4'); // Alibaba metadata
refused.addAddress('192.0.0.192', 'ipv4'); // Oracle metadata
refused.addAddress('168.63.129.16', 'ipv4'); // Azure's own services
refused.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6'); // link-local behind NAT64

/** True for an IP address that is refused; false for others and for names. Brackets around IPv6 are allowed. */
export function isRefusedAddress(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  const family = isIP(address);
  if (family === 0) return false;
  return refused.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** `code` of the error with which a name is refused that leads to such an address. */
export const REFUSED_ADDRESS = 'ERR_REFUSED_ADDRESS';

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** `dns.lookup` that refuses a name which leads to a refused address: checked where the connection is made, not before. */
export function guardedLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    const first = addresses[0];
    if (first === undefined || addresses.some(({ address }) => isRefusedAddress(address))) {
      return callback(Object.assign(new Error('refused address'), { code: REFUSED_ADDRESS }), []);
    }
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
}
