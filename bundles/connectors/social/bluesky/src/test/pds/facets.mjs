// SPDX-License-Identifier: Apache-2.0
// Reads a JSON array of texts and prints what Bluesky's own library finds in each.
import {RichText} from '@atproto/api';
import {readFileSync} from 'node:fs';

const found = text => {
  const rich = new RichText({text});
  rich.detectFacetsWithoutResolution();
  return (rich.facets ?? []).map(({index, features: [{$type, uri, tag, did}]}) => [
    index.byteStart,
    index.byteEnd,
    $type.split('#')[1],
    uri ?? tag ?? did,
  ]);
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(found)));
