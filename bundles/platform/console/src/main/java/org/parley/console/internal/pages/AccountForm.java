// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.SettingsField.Type;
import org.parley.console.internal.Typed;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Form;

/** The form of an account, drawn from what its connector needs to know. */
final class AccountForm {
  private static final String NAME = "account";
  private static final String PREFIX = "settings.";

  private AccountForm() {}

  /**
   * @param account whose settings stand in the form; empty for a new one
   */
  static Form draw(
      Visit visit, String action, List<SettingsField> settings, Optional<AccountDetail> account) {
    Typed typed = Typed.of(visit, NAME);
    List<Field> fields = new ArrayList<>();
    Field name =
        Field.of("name", Field.Kind.TEXT, visit.say("accounts.name"), Optional.empty())
            .required(true)
            .help(visit.say("accounts.name.help"));
    fields.add(typed.into(name, account.map(a -> List.of(a.account().name())).orElse(List.of())));
    for (SettingsField setting : settings) {
      fields.add(typed.into(field(visit, setting, account), shown(setting, account)));
    }
    fields.add(flag(visit, typed, "standard", account.map(AccountDetail::standard)));
    fields.add(flag(visit, typed, "repeatUnclear", account.map(AccountDetail::repeatUnclear)));
    String submit = visit.say(account.isPresent() ? "submit" : "accounts.submit");
    return new Form(NAME, action, fields, List.of(), submit, List.of(), Optional.empty());
  }

  private static Field flag(Visit visit, Typed typed, String name, Optional<Boolean> on) {
    Field field =
        Field.of(name, Field.Kind.FLAG, visit.say("accounts." + name), Optional.empty())
            .help(visit.say("accounts." + name + ".help"));
    return typed.into(field, on.orElse(false) ? List.of("true") : List.of());
  }

  private static Field field(Visit visit, SettingsField setting, Optional<AccountDetail> account) {
    var locale = visit.words().locale();
    boolean kept = account.filter(a -> a.secrets().contains(setting.name())).isPresent();
    List<String> help = new ArrayList<>();
    if (!setting.help().in(locale).isEmpty()) {
      help.add(sentence(setting.help().in(locale)));
    }
    boolean span = setting.type() == Type.DURATION;
    setting
        .preset()
        .map(preset -> span ? Spans.write(preset) : preset)
        .ifPresent(preset -> help.add(visit.say("accounts.preset", preset)));
    if (setting.type() == Type.SECRET) {
      help.add(visit.say(kept ? "accounts.secret.kept" : "accounts.secret"));
    } else if (setting.type() == Type.DURATION) {
      help.add(visit.say("accounts.duration"));
    } else if (setting.type() == Type.LIST) {
      help.add(visit.say("accounts.lines"));
    }
    List<Field.Choice> choices =
        setting.choices().stream().map(choice -> new Field.Choice(choice, choice)).toList();
    boolean required = setting.required() && !kept && setting.preset().isEmpty();
    return Field.of(
            PREFIX + setting.name(),
            kind(setting.type()),
            setting.label().in(locale),
            Optional.empty())
        .choices(choices)
        .required(required)
        .help(String.join(" ", help));
  }

  private static String sentence(String text) {
    return text.matches("(?s).*[.!?…]") ? text : text + ".";
  }

  private static Field.Kind kind(Type type) {
    return switch (type) {
      case TEXT, DURATION -> Field.Kind.TEXT;
      case NUMBER -> Field.Kind.NUMBER;
      case FLAG -> Field.Kind.FLAG;
      case ADDRESS -> Field.Kind.ADDRESS;
      case CHOICE -> Field.Kind.CHOICE;
      case SECRET -> Field.Kind.SECRET;
      case LIST -> Field.Kind.LONG;
    };
  }

  private static List<String> shown(SettingsField setting, Optional<AccountDetail> account) {
    if (account.isEmpty()) {
      return setting.type() == Type.SECRET
          ? List.of()
          : setting.preset().map(preset -> text(setting, preset)).stream().toList();
    }
    Object value = account.get().settings().get(setting.name());
    if (value instanceof List<?> lines) {
      List<String> texts = lines.stream().map(String::valueOf).toList();
      return texts.isEmpty() ? List.of() : List.of(String.join("\n", texts));
    }
    return value == null ? List.of() : List.of(text(setting, value.toString()));
  }

  private static String text(SettingsField setting, String value) {
    return setting.type() == Type.DURATION ? Spans.write(value) : value;
  }

  static AccountInput read(Visit visit, String connector, List<SettingsField> settings) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (SettingsField setting : settings) {
      Object value = value(visit, setting);
      if (value != null) {
        values.put(setting.name(), value);
      }
    }
    return new AccountInput(
        connector,
        visit.text("name").orElse(null),
        values,
        visit.text("standard").isPresent(),
        visit.text("repeatUnclear").isPresent());
  }

  /** A setting as a JSON value; what is not of its type is left for the desk to refuse. */
  private static @Nullable Object value(Visit visit, SettingsField setting) {
    String name = PREFIX + setting.name();
    Optional<String> text = visit.text(name);
    return switch (setting.type()) {
      case FLAG -> text.isPresent();
      case SECRET -> visit.exact(name).isEmpty() ? null : visit.exact(name);
      case NUMBER -> text.map(AccountForm::number).orElse(null);
      case LIST ->
          text.map(
                  lines ->
                      Arrays.stream(lines.split("\\R"))
                          .map(String::strip)
                          .filter(line -> !line.isEmpty())
                          .toList())
              .orElse(null);
      case DURATION -> text.map(Spans::read).orElse(null);
      default -> text.orElse(null);
    };
  }

  private static Object number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValueExact() : number;
    } catch (ArithmeticException | NumberFormatException malformed) {
      return text;
    }
  }
}
