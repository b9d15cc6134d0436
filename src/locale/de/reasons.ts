// Reasons in German.
import { reasonsBy } from "../reason-words.js";

export const reason = reasonsBy({
  "platform-says": ({ text }) => text,
  "platform-answers": ({ platform, status }) => `${platform} hat mit ${status} geantwortet`,
  "platform-unreachable": ({ platform, text }) => `${platform} ist nicht erreichbar: ${text}`,
  "no-answer": "keine Antwort",
  "no-address": "das ist keine Adresse dieser Plattform",
  "no-text-channel":
    "dieser Kanal nimmt keine Nachrichten an; nimm einen Textkanal, einen Thread oder ein Forum",
  "may-not-post-in-forum": "der Bot darf dieses Forum nicht sehen oder keine Beiträge darin öffnen",
  "may-not-post-in-channel": "der Bot muss Administrator des Kanals sein und Nachrichten posten dürfen",
  "message-lost": "die Nachricht gibt es nicht mehr",
  "shut-out": "der Bot wurde von hier entfernt",
  "no-token": "der Bot hat kein Token für diese Plattform",
  "page-answers": ({ status }) => `die Seite antwortet mit ${status}`,
  "page-refuses-bot": ({ status }) =>
    `die Website weist den Bot ab (${status}): Setze ANNOUNCE_WHEN=now oder lass den User-Agent „Postern“ zu`,
  "page-leads-to": ({ where }) => `die Seite leitet auf ${where} weiter`,
  "page-leads-in-circle": "die Seite leitet im Kreis weiter",
  "page-unreachable": ({ text }) => `die Seite ist nicht erreichbar: ${text}`,
  "page-not-asked": "ob die Seite schon online ist, ist noch nicht bekannt",
  author: "so steht es im Front Matter",
  protected: "er ist mit einem Passwort geschützt (ANNOUNCE_PROTECTED)",
  undated: "er hat kein Datum",
  "dated-long-ago": "sein Datum liegt zu weit zurück",
  "there-at-start": "er war schon da, als Postern anfing",
  owner: "so hat es der Betreiber entschieden",
  "too-many-at-once": "zu viele auf einmal",
  restored: "eine Sicherung wurde eingespielt, er könnte also schon angekündigt worden sein",
  "taken-back": "zurückgezogen",
  "tried-for-a-day": ({ perhapsSent, last }, say) =>
    `einen Tag lang versucht${perhapsSent ? ", vielleicht doch angekommen" : ""}: ${say(last)}`,
  "perhaps-sent": ({ last }, say) => `vielleicht angekommen, wird nicht noch einmal gesendet (${say(last)})`,
  "place-closed": "der Chat war länger geschlossen als ANNOUNCE_CATCH_UP",
  "place-moved": "der Chat wurde zu einem anderen, in dem sich frühere Nachrichten nicht ändern lassen",
  "post-unknown": "den Beitrag gibt es nicht mehr",
  unsubscribed: "das Abo wurde beendet",
  gathered: "kommt mit der Sammlung oder nach der Ruhezeit",
  unknown: "unbekannt",
});
