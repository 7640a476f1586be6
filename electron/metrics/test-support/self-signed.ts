/**
 * A certificate for `localhost` that nobody trusts, good for a hundred years, with its key. It protects nothing: both are
 * public here. Made by `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguTZJsV5X9lP66b5D
YcpMgwRGf9w9QDosfzhqfTxGlPOhRANCAATPsyBPSIMqcUF46/sLOuU5wWZWHNvS
92+ZK00BH0EI2UsmyNjrarwVvpYMZffyipS2y3tD76XsYIylZ/z9ujBP
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUV/enxwqEhhQclK+968qSUzhpI2cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTExMTE1OVoYDzIxMjYxMDI4
MTExMTU5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATPsyBPSIMqcUF46/sLOuU5wWZWHNvS92+ZK00BH0EI2UsmyNjrarwV
vpYMZffyipS2y3tD76XsYIylZ/z9ujBPo1MwUTAdBgNVHQ4EFgQU35KwbF0E9lHI
wvKTd0i4jDKuTtgwHwYDVR0jBBgwFoAU35KwbF0E9lHIwvKTd0i4jDKuTtgwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBnV9ksZ6Ql1sAUju+yCXkH
aa8IkR8gQ1gzTCQ+omkgqwIhANhYvuzX4D3uR9TIhjToTEj5FyMQt/UImiHj4HpK
o8v3
-----END CERTIFICATE-----`,
};
