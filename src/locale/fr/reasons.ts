// Reasons in French.
import { reasonsBy } from "../reason-words.js";

export const reason = reasonsBy({
  "platform-says": ({ text }) => text,
  "platform-answers": ({ platform, status }) => `${platform} a répondu ${status}`,
  "platform-unreachable": ({ platform, text }) => `${platform} est injoignable : ${text}`,
  "no-answer": "pas de réponse",
  "no-address": "ce n’est pas une adresse de cette plateforme",
  "no-text-channel": "ce salon ne prend pas de messages ; indiquez un salon textuel, un fil ou un forum",
  "may-not-post-in-forum": "le bot ne peut pas voir ce forum ou y ouvrir de publications",
  "may-not-post-in-channel": "le bot doit être administrateur du canal et avoir le droit d’y publier",
  "message-lost": "le message n’existe plus",
  "shut-out": "le bot a été exclu d’ici",
  "no-token": "le bot n’a pas de jeton pour cette plateforme",
  "page-answers": ({ status }) => `sa page répond ${status}`,
  "page-refuses-bot": ({ status }) =>
    `le site refuse le bot (${status}) : mettez ANNOUNCE_WHEN=now, ou laissez passer le user agent « Postern »`,
  "page-leads-to": ({ where }) => `sa page mène à ${where}`,
  "page-leads-in-circle": "sa page redirige en boucle",
  "page-unreachable": ({ text }) => `sa page est injoignable : ${text}`,
  "page-not-asked": "on ne sait pas encore si sa page est en ligne",
  author: "son front matter le demande",
  protected: "il est protégé par un mot de passe (ANNOUNCE_PROTECTED)",
  undated: "il n’a pas de date",
  "dated-long-ago": "sa date est trop ancienne",
  "there-at-start": "il était déjà là quand Postern a démarré",
  owner: "le propriétaire en a décidé ainsi",
  "too-many-at-once": "trop à la fois",
  restored: "une sauvegarde a été restaurée, il a donc peut-être déjà été annoncé",
  "taken-back": "retiré",
  "tried-for-a-day": ({ perhapsSent, last }, say) =>
    `essayé pendant un jour${perhapsSent ? ", et peut-être arrivé" : ""} : ${say(last)}`,
  "perhaps-sent": ({ last }, say) => `peut-être arrivé, il n’est pas renvoyé (${say(last)})`,
  "place-closed": "la discussion a été fermée plus longtemps que ANNOUNCE_CATCH_UP",
  "place-moved":
    "la discussion est devenue une autre, où les messages antérieurs ne peuvent pas être modifiés",
  "post-unknown": "l’article n’existe plus",
  unsubscribed: "l’abonnement a pris fin",
  gathered: "arrive avec le récapitulatif ou après les heures calmes",
  unknown: "inconnu",
});
