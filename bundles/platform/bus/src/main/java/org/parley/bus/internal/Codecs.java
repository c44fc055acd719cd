// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/** How data, records and rows are written, and what they tell no more. */
record Codecs(DataCodec data, RecordCodec records, RowCodec rows, DestroyedKeys destroyed) {
  static Codecs create() {
    DataCodec data = new DataCodec();
    DestroyedKeys destroyed = new DestroyedKeys();
    RecordCodec records = new RecordCodec(data, destroyed);
    return new Codecs(data, records, new RowCodec(records), destroyed);
  }
}
