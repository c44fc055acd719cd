// SPDX-License-Identifier: Apache-2.0
// A server that holds every request against the vendor's OpenAPI document and answers as a real server once did: from
// recordings of the foreign client Mastodon.py where they have the operation, else with the document's own examples.
// It keeps nothing of what is posted. Started as: node vendor.mjs <document> <folder of recordings>
//
// Prints {"port": …} once it answers; {"request": …} for each request, with what the document objects to; the end of
// standard input ends it. {"mark": …} on standard input is printed once more, after all that was asked before; with
// {"answer": {"operation": …, "status": …}} it chooses the document's example of another status, for once.
import {OpenAPIBackend} from 'openapi-backend';
import {CORE_SCHEMA, load} from 'js-yaml';
import {readFileSync, readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const [document, recordings] = process.argv.slice(2);
const definition = JSON.parse(readFileSync(document, 'utf8'));

const deref = schema => (schema?.$ref ? schema.$ref.slice(2).split('/').reduce((at, name) => at[name], definition) : schema);

// Three things that the document says otherwise than it means: a header cannot be an object; a status with media may
// have a text, so that more than one of the schemas fits; and what it calls JSON alone Rails reads from forms as well.
for (const path of Object.values(definition.paths)) {
  for (const operation of Object.values(path)) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.in === 'header' && parameter.schema.type === 'object') {
        parameter.schema = {type: 'string', minLength: 1};
      }
    }
    const content = operation.requestBody?.content;
    if (content?.['multipart/form-data'] && !content['application/json']) {
      content['application/json'] = content['multipart/form-data'];
      // The validator demands no binary field; here files are text.
      Object.values(deref(content['application/json'].schema).properties).forEach(field => delete field.format);
    }
    const schema = content?.['application/json']?.schema;
    if (schema?.oneOf) {
      schema.anyOf = schema.oneOf;
      delete schema.oneOf;
    }
  }
}
const api = new OpenAPIBackend({definition, quick: true, ajvOpts: {strict: false, logger: false}});
await api.init();

// What the validator lets pass because the document does not forbid it: names that it does not know.
const namesOf = given => {
  const schema = deref(given) ?? {};
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [...Object.keys(schema.properties ?? {}), ...parts.flatMap(namesOf)];
};
const unknown = (operation, query, body) => {
  const parameters = operation.parameters.filter(({in: place}) => place === 'query').map(({name}) => name);
  const names = namesOf(operation.requestBody?.content?.['application/json']?.schema);
  return [
    ...Object.keys(query).filter(name => !parameters.includes(name.replace('[]', ''))).map(name => `unknown parameter '${name}'`),
    ...Object.keys(body ?? {}).filter(name => !names.includes(name)).map(name => `unknown field '${name}'`),
  ];
};

// A form as the document would have it in JSON; files are their type alone.
const bodyOf = async (operation, type, bytes) => {
  if (bytes.length === 0) {
    return undefined;
  }
  if (type.startsWith('application/json')) {
    return JSON.parse(bytes.toString('utf8'));
  }
  const form = await new Response(bytes, {headers: {'content-type': type}}).formData();
  const schema = deref(operation.requestBody?.content?.['application/json']?.schema);
  const body = {};
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : value.type;
    body[name] = schema?.properties?.[name]?.type === 'array' ? [text] : text;
  }
  return body;
};

const objections = async (request, operation, query, bytes) => {
  if (!operation) {
    return {said: ['no such operation']};
  }
  let body;
  try {
    body = await bodyOf(operation, request.headers['content-type'] ?? '', bytes);
  } catch (malformed) {
    return {said: [`malformed body: ${malformed.message}`]};
  }
  const {errors} = api.validateRequest(
    {
      method: request.method,
      path: request.url,
      headers: {...request.headers, ...(body && {'content-type': 'application/json'})},
      ...(body && {body: JSON.stringify(body)}),
    },
    operation,
  );
  const said = (errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
  return {body, said: [...said, ...unknown(operation, query, body)]};
};

// The answers that were recorded, by operation; the later ones are of newer servers.
const recorded = {};
const remember = ({request, response}) => {
  const address = new URL(request.uri);
  const operation = api.matchOperation({method: request.method, path: address.pathname.replace(/\/$/, ''), headers: {}});
  const body = response.body.string;
  if (operation && response.status.code === 200 && typeof body === 'string' && body !== '[]') {
    (recorded[operation.operationId] ??= []).push(body);
  }
};
for (const folder of ['cassettes_pre_4_4_0', 'cassettes_special', 'cassettes_entity_tests', 'cassettes']) {
  for (const file of readdirSync(join(recordings, folder)).filter(name => /account|verify|status|toot|notif|instance|follow|conv|tag/.test(name)).sort()) {
    const text = readFileSync(join(recordings, folder, file), 'utf8');
    load(text, {schema: CORE_SCHEMA}).interactions.forEach(remember);
  }
}

const example = (operation, status) => {
  const examples = operation.responses[status]?.content?.['application/json']?.examples ?? {};
  const [first] = Object.values(examples);
  return first ? JSON.stringify(deref(first).value) : '{}';
};
const chosen = {};
const answer = operation => {
  if (!operation) {
    return [404, '{"error":"Record not found"}'];
  }
  const status = chosen[operation.operationId];
  delete chosen[operation.operationId];
  if (status) {
    return [status, example(operation, status)];
  }
  const known = recorded[operation.operationId];
  return [200, known ? known.at(-1) : example(operation, 200)];
};

const server = createServer(async (request, response) => {
  const bytes = Buffer.concat(await request.toArray());
  const address = new URL(request.url, 'http://vendor');
  const operation = api.matchOperation({method: request.method, path: address.pathname, headers: {}});
  const {body, said} = await objections(request, operation, Object.fromEntries(address.searchParams), bytes);
  const {authorization, 'idempotency-key': key} = request.headers;
  console.log(
    JSON.stringify({
      request: {method: request.method, path: request.url, operation: operation?.operationId, authorization, key, body, said},
    }),
  );
  const [status, text] = answer(operation);
  response.writeHead(status, {'content-type': 'application/json; charset=utf-8'}).end(text);
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({port: server.address().port})));

const lines = createInterface({input: process.stdin});
lines.on('line', line => {
  const {mark, answer: wanted} = JSON.parse(line);
  if (wanted) {
    chosen[wanted.operation] = wanted.status;
  }
  console.log(JSON.stringify({mark}));
});
lines.on('close', () => process.exit(0));
