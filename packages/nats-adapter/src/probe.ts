import { createConnection } from 'node:net';

/**
 * Whether a server that answers verifies the certificates of its clients. With TLS 1.3 its refusal comes after the
 * handshake, and the client library waits on as if the server were silent; the server's first line, in clear, tells.
 */
export function verifiesClients(server: string, timeoutMs: number): Promise<boolean> {
  const { hostname, port } = new URL(server.includes('://') ? server : `nats://${server}`);
  return new Promise((resolve) => {
    let heard = '';
    const socket = createConnection(port === '' ? 4222 : Number(port), hostname);
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (heard.includes('\r\n') || heard.length > 65_536) end(/"tls_verify":\s*true/.test(heard));
    });
  });
}
