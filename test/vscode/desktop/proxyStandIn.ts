import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import { LocalServer } from '../../support/localServer.ts';
import type { SelfSignedCertificate } from './selfSignedCertificate.ts';

/** A proxy of a company that reads TLS: whoever trusts its certificate gets a server on this machine for every host. */
export class ProxyStandIn extends LocalServer {
  /** `host:port` of each connection that was asked for. */
  readonly asked: string[] = [];
  /** Instead of a connection. */
  refusal: { readonly status: string } | undefined;

  /** @param origin Of the server that answers, over http. */
  constructor(certificate: SelfSignedCertificate, origin: () => string) {
    super();
    const secureContext = createSecureContext(certificate);
    this.server.on('connect', ({ url = '' }, socket: Duplex) => {
      this.asked.push(url);
      socket.on('error', ignore);
      if (this.refusal !== undefined) {
        socket.end(`HTTP/1.1 ${this.refusal.status}\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      const { hostname, port } = new URL(origin());
      const server = connect(Number(port), hostname);
      const client = new TLSSocket(socket, { isServer: true, secureContext });
      pipeline(client, server, client, ignore);
    });
  }
}

/** A connection that is cut says so at the side that asked. */
function ignore(): void {
  // Nothing.
}
