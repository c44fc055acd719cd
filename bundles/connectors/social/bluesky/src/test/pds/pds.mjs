// SPDX-License-Identifier: Apache-2.0
// A personal data server and its directory of identities, both on loopback and in one process, which end with it.
// Prints {"pds": <port>} once it answers. A line "clock <milliseconds>" on standard input moves its clock forward; the
// end of standard input ends it.
import {mkdtempSync, rmSync} from 'node:fs';
import {Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

process.env.LOG_ENABLED = 'false';

let ahead = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [RealDate.now() + ahead]));
  }
  static now() {
    return RealDate.now() + ahead;
  }
};

// Neither server can be told which interface to listen on.
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, {port, host: '127.0.0.1'}, rest.find(each => typeof each === 'function'));
};

const freePort = () =>
  new Promise(done => {
    const server = new Server().listen(0, () => {
      const {port} = server.address();
      server.close(() => done(port));
    });
  });

const {MockDatabase, PlcServer} = (await import('@did-plc/server')).default;
const {PDS, envToCfg, envToSecrets} = await import('@atproto/pds');

const home = mkdtempSync(join(tmpdir(), 'parley-pds-'));
process.on('exit', () => rmSync(home, {recursive: true, force: true}));

const plc = PlcServer.create({db: new MockDatabase(), port: await freePort()});
const plcServer = await plc.start();

const port = await freePort();
const env = {
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: home,
  blobstoreDiskLocation: join(home, 'blobs'),
  didPlcUrl: `http://127.0.0.1:${plcServer.address().port}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  rateLimitsEnabled: true,
  bskyAppViewUrl: 'https://appview.invalid',
  bskyAppViewDid: 'did:web:appview.invalid',
  jwtSecret: 'a secret of this test alone',
  adminPassword: 'admin',
  dpopSecret: '0'.repeat(64),
  plcRotationKeyK256PrivateKeyHex: '1'.repeat(64),
  disableSsrfProtection: true,
};
const pds = await PDS.create(envToCfg(env), envToSecrets(env));
await pds.start();
console.log(JSON.stringify({pds: port}));

const lines = createInterface({input: process.stdin});
lines.on('line', line => {
  const [word, value] = line.split(' ');
  if (word === 'clock') {
    ahead += Number(value);
    console.log(JSON.stringify({clock: ahead}));
  }
});
lines.on('close', () => process.exit(0));
