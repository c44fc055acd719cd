// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/** How data, records and rows are written. */
record Codecs(DataCodec data, RecordCodec records, RowCodec rows) {
  static Codecs create() {
    DataCodec data = new DataCodec();
    RecordCodec records = new RecordCodec(data);
    return new Codecs(data, records, new RowCodec(records));
  }
}
