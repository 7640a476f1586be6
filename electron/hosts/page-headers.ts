export interface PageOrigins {
  /** Everything a page of this host may connect to, exactly (trust.md, T20). */
  readonly connect: readonly string[];
  /** One use: lets the styles in that libraries of the page inject at run time. */
  readonly nonce: string;
}

/** The page's content security policy, the same in both hosts (trust.md, T20). */
export function contentSecurityPolicy({ connect, nonce }: PageOrigins): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connect.join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    // The preview is a frame of the page's own text (`srcdoc`), which inherits this policy.
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers that every answer carries, whatever is in it. */
export function pageHeaders(origins: PageOrigins): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(origins),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
