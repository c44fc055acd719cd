// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Hands out the document itself. */
final class ContractResource implements Resource {
  private final byte[] document;

  ContractResource(JsonMapper mapper, Contract contract) {
    try {
      this.document = mapper.writeValueAsBytes(contract.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of("getContract", call -> Answer.file("application/json", document));
  }
}
