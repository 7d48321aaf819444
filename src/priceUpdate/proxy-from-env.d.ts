declare module 'proxy-from-env' {
  /** Empty when the url is to be asked directly. */
  export function getProxyForUrl(url: string): string;
}
