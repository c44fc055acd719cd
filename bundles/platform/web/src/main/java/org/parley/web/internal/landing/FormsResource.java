// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.landing;

import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.landing.Form;
import org.parley.api.landing.FormDesk;
import org.parley.api.landing.Forms;
import org.parley.api.landing.NewForm;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Forms, which answer at {@code /f/{slug}}. */
@Component
public final class FormsResource implements Resource {
  private final Forms forms;
  private final FormDesk desk;

  @Activate
  public FormsResource(@Reference Forms forms, @Reference FormDesk desk) {
    this.forms = forms;
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listForms", call -> Answer.page(forms.forms(call.page()), item -> item),
        "createForm", this::create,
        "getForm", call -> show(get(call)),
        "changeForm", this::change,
        "removeForm", this::remove);
  }

  private Answer create(Call call) {
    Form form = desk.create(call.body(NewForm.class));
    return Answer.created("forms/" + form.id(), form).version(form.version());
  }

  private Answer change(Call call) {
    Form old = get(call);
    long version = call.expect(old.version());
    return show(desk.change(old.id(), call.body(NewForm.class), version));
  }

  private Answer remove(Call call) {
    desk.remove(call.id("id", "form"));
    return Answer.nothing();
  }

  private Form get(Call call) {
    UUID id = call.id("id", "form");
    return forms.find(id).orElseThrow(() -> new NotFound("form", id));
  }

  private static Answer show(Form form) {
    return Answer.ok(form).version(form.version());
  }
}
