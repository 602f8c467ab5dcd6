/** Every reason this room says no: the sentence, and what to do about it. */
export const REFUSALS = {
  url_malformed: "This is not a web address. Write it in full, such as https://hooks.example.com/callmissed, without a part after #.",
  url_credentials: "A name or password must not stand in the address. The receiver knows us by the signature.",
  url_not_https: "Only https:// addresses are told. Anything else could be read on the way.",
  url_not_public: "This address leads into a private or local network. Only addresses on the public internet are told.",
  url_unresolvable: "This name leads nowhere: the DNS has no address for it. Check the spelling, or try again in a minute.",
  endpoint_disabled: "This endpoint is switched off. Switch it on first.",
  endpoint_enabled: "This endpoint is switched on already.",
  replay_asked: "Somebody has asked already to send everything again that is dead here. Somebody else has to agree.",
  replay_not_asked: "Nobody has asked for this in the last 48 hours. One person asks, another one agrees.",
  replayed_singly:
    "{most} deliveries of this endpoint were sent again one by one within the last hour. Ask for everything dead to be sent again: a second person agrees.",
  nothing_dead: "Nothing is dead at this endpoint.",
  delivery_waiting: "This delivery is still being tried. It can be sent again once it is delivered or dead.",
} as const;
