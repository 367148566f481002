import { nkeys } from '@nats-io/transport-node';
import type { Broker } from '@twin/bus';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connectNats, type NatsSettings } from '@twin/nats-adapter';
import { NatsServer, sleep } from './nats-server.ts';
import { bytes, statusOf, until } from './trace.ts';

const certificate = (name: string): string => join(import.meta.dirname, 'certificates', name);

const open: (NatsServer | Broker)[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await ('end' in one ? one.end() : one.close());
});

async function serverWith(config: string): Promise<NatsServer> {
  const server = await NatsServer.make({ config });
  open.push(server);
  return server;
}

async function connected(server: NatsServer, settings: Partial<NatsSettings>): Promise<Broker> {
  const broker = await connectNats({ servers: server.url, reconnectMinMs: 20, reconnectMaxMs: 80, ...settings });
  open.push(broker);
  return broker;
}

async function expectWelcome(server: NatsServer, settings: Partial<NatsSettings>): Promise<void> {
  const broker = await connected(server, settings);
  await broker.bus.flush();
  expect(broker.isConnected).toBe(true);
}

async function expectRefusal(server: NatsServer, settings: Partial<NatsSettings>): Promise<void> {
  await expect(connected(server, settings)).rejects.toMatchObject({ code: 'unauthorized' });
}

/** A JWT as NATS reads it: ed25519 over header and claims, by an nkey. */
function jwt(issuer: nkeys.KeyPair, subject: nkeys.KeyPair, name: string, nats: object): string {
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { jti: name, iat: 1_700_000_000, iss: issuer.getPublicKey(), name, sub: subject.getPublicKey(), nats };
  const content = `${encoded({ typ: 'JWT', alg: 'ed25519-nkey' })}.${encoded(claims)}`;
  return `${content}.${Buffer.from(issuer.sign(new TextEncoder().encode(content))).toString('base64url')}`;
}

const seedOf = (pair: nkeys.KeyPair): string => new TextDecoder().decode(pair.getSeed());

describe('who we are', () => {
  it('is proved by user and password', async () => {
    const server = await serverWith('authorization { users: [{ user: twin, password: "right" }] }');
    await expectWelcome(server, { login: { user: 'twin', password: 'right' } });
    await expectRefusal(server, { login: { user: 'twin', password: 'wrong' } });
    await expectRefusal(server, { login: { user: 'other', password: 'right' } });
    await expectRefusal(server, {});
  });

  it('is proved by a token', async () => {
    const server = await serverWith('authorization { token: "s3cret" }');
    await expectWelcome(server, { login: { token: 's3cret' } });
    await expectRefusal(server, { login: { token: 'guess' } });
  });

  it('is proved by an nkey', async () => {
    const [ours, stranger] = [nkeys.createUser(), nkeys.createUser()];
    const server = await serverWith(`authorization { users: [{ nkey: ${ours.getPublicKey()} }] }`);
    await expectWelcome(server, { login: { nkeySeed: seedOf(ours) } });
    await expectRefusal(server, { login: { nkeySeed: seedOf(stranger) } });
  });

  it('is proved by a credentials file', async () => {
    const [operator, account, user, stranger] = [
      nkeys.createOperator(),
      nkeys.createAccount(),
      nkeys.createUser(),
      nkeys.createAccount(),
    ];
    const limits = { subs: -1, data: -1, payload: -1, conn: -1, leaf: -1, imports: -1, exports: -1, wildcards: true };
    const operatorJwt = jwt(operator, operator, 'operator', { type: 'operator', version: 2 });
    const accountJwt = jwt(operator, account, 'plant', { type: 'account', version: 2, limits });
    const userClaims = { type: 'user', version: 2, subs: -1, data: -1, payload: -1, pub: {}, sub: {} };
    const server = await serverWith(
      `operator: ${operatorJwt}\nresolver: MEMORY\nresolver_preload: { ${account.getPublicKey()}: ${accountJwt} }\n# no jetstream`,
    );
    const credentials = (file: string, issuer: nkeys.KeyPair): NatsSettings['login'] => {
      const credentialsFile = join(server.folder, file);
      const token = jwt(issuer, user, 'twin', userClaims);
      const lines = ['-----BEGIN NATS USER JWT-----', token, '------END NATS USER JWT------', ''];
      const seed = ['-----BEGIN USER NKEY SEED-----', seedOf(user), '------END USER NKEY SEED------', ''];
      writeFileSync(credentialsFile, [...lines, ...seed].join('\n'));
      return { credentialsFile };
    };
    await expectWelcome(server, { login: credentials('right.creds', account)! });
    await expectRefusal(server, { login: credentials('wrong.creds', stranger)! });
    await expect(connected(server, { login: { credentialsFile: '/nowhere/twin.creds' } })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('is no longer believed when the server changes its mind: then the connection ends, and says why', async () => {
    const server = await serverWith('authorization { token: "old" }');
    const broker = await connected(server, { login: { token: 'old' } });
    const told = statusOf(broker);
    server.configure('authorization { token: "new" }');
    await server.restart();
    expect(await broker.closed).toMatchObject({ code: 'unauthorized' });
    expect(told.at(-1)).toMatchObject({ kind: 'closed', error: { code: 'unauthorized' } });
    expect(() => broker.bus.publish('a', bytes('x'))).toThrow('closed');
  });

  it('does not belong into a URL', async () => {
    await expect(connectNats({ servers: 'nats://me:pw@127.0.0.1:1' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('TLS', () => {
  const serverTls = `cert_file: "${certificate('server.pem')}", key_file: "${certificate('server.key')}"`;
  const caFile = certificate('ca.pem');

  it('is trusted by the right authority only', async () => {
    const server = await serverWith(`tls { ${serverTls} }`);
    await expectWelcome(server, { tls: { caFile } });
    await expectRefusal(server, { tls: { caFile: certificate('other-ca.pem') } });
    await expectRefusal(server, { tls: {} });
    await expect(connected(server, { tls: { caFile: '/nowhere.pem' } })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('shows our certificate where the server asks for it', async () => {
    const server = await serverWith(`tls { ${serverTls}, ca_file: "${caFile}", verify: true }`);
    const ours = { certFile: certificate('client.pem'), keyFile: certificate('client.key') };
    await expectWelcome(server, { tls: { caFile, ...ours } });
    await expectRefusal(server, { tls: { caFile }, connectTimeoutMs: 500 });
  });

  it('is not given up silently for a server without it', async () => {
    await expectRefusal(await serverWith(''), { tls: { caFile } });
  });
});

describe('what we may do', () => {
  const permissions = `authorization { users: [{ user: twin, password: pw, permissions: {
    publish: { allow: ["allowed.>", "$JS.API.>", "_INBOX.>", "out.>"], deny: ["out.forbidden"] }
    subscribe: { allow: ["allowed.>", "_INBOX.>"] } } }] }`;
  const login = { user: 'twin', password: 'pw' };

  it('is told when publishing is forbidden', async () => {
    const broker = await connected(await serverWith(permissions), { login, callTimeoutMs: 2_000 });
    const told = statusOf(broker);
    broker.bus.publish('forbidden.a', bytes('x'));
    await until(() => told.length > 0);
    expect(told).toEqual([{ kind: 'denied', operation: 'publish', subject: 'forbidden.a' }]);
    await expect(broker.bus.request('forbidden.b', bytes('x'))).rejects.toMatchObject({ code: 'denied' });
    expect(broker.isConnected).toBe(true);

    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    const publisher = stream.publisher();
    const outcomes = [publisher.publish('out.a', bytes('1')), publisher.publish('out.forbidden', bytes('2'))];
    expect(await outcomes[0]).toMatchObject({ kind: 'stored', sequence: 1 });
    expect(await outcomes[1]).toMatchObject({ kind: 'refused', error: { code: 'denied' } });
    await expect(stream.append('out.forbidden', bytes('3'))).rejects.toMatchObject({ code: 'denied' });
    expect((await stream.info()).lastSequence).toBe(1);
  });

  it('is told when subscribing is forbidden', async () => {
    const broker = await connected(await serverWith(permissions), { login });
    const told = statusOf(broker);
    const forbidden = broker.bus.subscribe('forbidden.>');
    const allowed = broker.bus.subscribe('allowed.>');
    const reading = (async () => {
      for await (const _ of forbidden);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'denied', subject: 'forbidden.>' });
    expect(await forbidden.closed).toMatchObject({ code: 'denied' });
    expect(told).toEqual([{ kind: 'denied', operation: 'subscribe', subject: 'forbidden.>' }]);
    broker.bus.publish('allowed.a', bytes('x'));
    await broker.bus.flush();
    await sleep(20);
    expect(allowed.received).toBe(1);
  });
});
