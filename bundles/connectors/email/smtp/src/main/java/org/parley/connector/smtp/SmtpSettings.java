// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.smtp;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;

/** How one mail server takes mail. */
record SmtpSettings(
    @Label(en = "Server", de = "Server")
        @Help(en = "Its name, such as smtp.example.org", de = "Sein Name, etwa smtp.example.org")
        @NotBlank
        @Pattern(regexp = "[A-Za-z0-9.-]+", message = "must be the name or number of a host")
        @Nullable String host,
    @Label(en = "Port", de = "Port")
        @Help(en = "587 for STARTTLS, 465 for TLS", de = "587 für STARTTLS, 465 für TLS")
        @Preset("587")
        @Min(1)
        @Max(65535)
        @Nullable Integer port,
    @Label(en = "Encryption", de = "Verschlüsselung")
        @Help(
            en = "NONE sends passwords and mail in the clear: only for a server on this machine",
            de =
                "NONE sendet Passwort und Mails im Klartext: nur für einen Server auf diesem Rechner")
        @Preset("STARTTLS")
        @NotNull
        @Nullable Encryption encryption,
    @Label(en = "User", de = "Benutzer")
        @Help(
            en = "Empty where the server asks for none",
            de = "Leer, wenn der Server keinen verlangt")
        @Nullable String user,
    @Label(en = "Password", de = "Passwort") @Help(en = "Of the user", de = "Des Benutzers")
        @Nullable Secret password,
    @Label(en = "From", de = "Absender")
        @Help(
            en = "The address that the mail comes from",
            de = "Die Adresse, von der die Mails kommen")
        @NotBlank
        @Email
        @Nullable String from,
    @Label(en = "Sender's name", de = "Name des Absenders")
        @Help(en = "What readers see beside the address", de = "Was Leser neben der Adresse sehen")
        @Size(max = 200)
        @Pattern(regexp = "[^\\r\\n\"]*", message = "must not hold quotes or line breaks")
        @Nullable String name) {
  /** How the way to the server is protected. */
  enum Encryption {
    NONE,
    STARTTLS,
    TLS
  }

  /** The endpoint that mail leaves by. */
  String endpoint() {
    var endpoint = new StringBuilder(encryption == Encryption.TLS ? "smtps" : "smtp");
    endpoint.append("://").append(host).append(':').append(port);
    endpoint.append(
        "?connectionTimeout=20000&mail.smtp.writetimeout=20000&mail.smtps.writetimeout=20000");
    if (encryption == Encryption.STARTTLS) {
      endpoint.append("&mail.smtp.starttls.enable=true&mail.smtp.starttls.required=true");
    }
    if (user != null) {
      endpoint.append("&username=").append(raw(user));
      endpoint.append("&password=").append(raw(password == null ? "" : password.reveal()));
    }
    return endpoint.toString();
  }

  /** As Camel takes it without decoding anything. */
  private static String raw(String value) {
    return value.contains(")") ? "RAW{" + value + "}" : "RAW(" + value + ")";
  }

  /** The address with the name, as a header has it. */
  String sender() {
    return name == null ? String.valueOf(from) : "\"" + name + "\" <" + from + ">";
  }

  /** What follows the @ of a Message-ID. */
  String domain() {
    return String.valueOf(from).replaceFirst(".*@", "");
  }
}
