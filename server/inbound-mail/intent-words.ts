/**
 * The words intents are recognised by, in English, Hinglish (Latin script) and Hindi. Every pattern is applied to one clause of at
 * most a few hundred characters and has no nested repetition, so that no letter can make it slow.
 */

const w = (source: string) => new RegExp(source, "iu");
/** Devanagari has no word boundary that \b understands. */
const NOT_LETTER_BEFORE = "(?<![\\p{L}\\p{M}])";
const NOT_LETTER_AFTER = "(?![\\p{L}\\p{M}])";
const h = (source: string) => new RegExp(`${NOT_LETTER_BEFORE}(?:${source})${NOT_LETTER_AFTER}`, "iu");

/** Things of ours whose end is the end of the account. */
export const WHOLE =
  "(?:ac{1,2}o?unts?|akaunt|a/c|acct|acc|profile|workspace|tenant|membership|registration|khata|khaata|organi[sz]ation|account's|खाता|खाते|खातों|अकाउंट|अकाउन्ट|एकाउंट|प्रोफ़ाइल|प्रोफाइल)";
/** Personal data: the whole account when its owner speaks, a number or a chat when a stranger does. */
export const DATA =
  "(?:(?:personal |all |our |my |company |associated |related |entire |business )*(?:data|information|records|details)|everything|डेटा|डाटा|जानकारी|sara data|saara data)";
/** Parts of an account: deleting one of these is no deletion of the account. */
export const PART =
  "(?:api[- ]?keys?|keys?|bots?|chat ?bots?|agents?|conversations?|chats?|messages?|transcripts?|recordings?|call logs?|logs?|team ?members?|members?|users?|employees?|colleagues?|webhooks?|integrations?|templates?|campaigns?|contacts?|numbers?|phone numbers?|files?|documents?|knowledge ?bases?|invoices?|cards?|payment methods?|prompts?|flows?|projects?|tickets?|drafts?|duplicates?|photos?|logo|email address|bot|चाबी|कुंजी|बॉट|बातचीत|संदेश|मैसेज|फ़ाइल|फाइल|नंबर|सदस्य)";

export const DELETE_VERB =
  "(?:delet(?:e|ed|es|ing)|eras(?:e|ed|ing)|remov(?:e|ed|ing)|clos(?:e|ed|ing)|terminat(?:e|ed|ing)|deactivat(?:e|ed|ing)|de-activat(?:e|ed|ing)|purg(?:e|ed|ing)|wip(?:e|ed|ing)|shut(?:ting)? down|disabl(?:e|ed|ing)|destroy(?:ed)?|dissolve|cancel(?:l?ed|l?ing)?|get rid of|discontinue)";
export const DELETE_NOUN = "(?:deletion|closure|erasure|removal|termination|deactivation|cancell?ation|forget(?:ting)?)";
/** Hinglish and Hindi say "delete/band/hata" and then a form of "do". */
export const HINDI_DELETE =
  "(?:delete|dilit|close|remove|deactivate|terminate|band|bandh|khatam|hata|hatwa|mita|डिलीट|डिलिट|बंद|बन्द|समाप्त|ख़त्म|खत्म|हटा|हटवा|मिटा|रद्द|निष्क्रिय|क्लोज|क्लोज़)";
/** Forms that already say that it be done. */
export const HINDI_DELETE_DONE =
  "(?:hata(?:o|na|ne|iye|yein|yen|ein|en|kar)|hatwa(?:na|iye|o)|mita(?:o|na|ne|iye|yein)|हटा(?:ना|ने|एँ|एं|ओ|इए|इये|कर)|हटवा(?:ना|ने|इए|इये|ओ)|मिटा(?:ना|ने|एँ|एं|ओ|इए|इये))";
export const HINDI_DO =
  "(?:kr(?:o|do|de|dein|dijiye|na|ne|wana|wao|wado|wa do)?|kar(?:dijiye|dena|dein|de|o|iye|iyega|ein|en|e|na|ne|wa|wana|wani|va|vana|do|de|dein|den|dijiye|dijie|dena|wado|wa do)?|kijiye|kijie|kijiyega|kardo|kar do|kar dein|kar dijiye|karwa|karwana|karna|karein|do|de|dein|dijiye|dena|dijie|hai|chahiye|करें|करे|करो|करिए|करिये|कर|करना|करवा|करवाना|कीजिए|कीजिये|दें|दे|दो|दीजिए|दीजिये|देना|(?:दिया|दी|दिए) (?:जाए|जाये|जाएँ|जाएं)|(?:diya|di) ja+ye|जाए|जाये|किया|की|का|के)";
export const HINDI_NOT = "(?:mat|nahi|nahin|nahee|nhi|na|naa|मत|नहीं|नही|न|ना|बिना|bina|bagair)";

/** A refusal reaches a few words far, but not beyond "and": "we do not use it and want to delete the account" refuses nothing. */
export const ENGLISH_NEGATION = w(
  "\\b(?:do not|don't|dont|don’t|does not|doesn't|did not|didn't|never|not|no longer want(?: you)? to|without|instead of|rather than|avoid|refrain from|stop|cannot|can't|won't|no intention of|no need (?:to|of|for)|against|ignore|disregard|cancel|withdraw|revoke|halt|abort|undo|reverse|rescind|retract)\\s+(?:(?!(?:and|so|hence|therefore|then)\\b)[\\p{L}'’]+\\s+){0,7}$",
);
/** The account itself is not wanted any more: "mujhe account nahi chahiye", "we no longer need our account". */
export const ACCOUNT_UNWANTED = w(
  `\\b(?:(?:i|we) (?:do not|don't|dont|no longer) (?:want|need|require)(?: to (?:have|keep))? (?:(?:my|our|this|the|a|an|your|callmissed) ){0,3}account(?: (?:with (?:you|callmissed)|at all))?(?: (?:any ?more|any longer|now))?\\s*[.!]?$)|${NOT_LETTER_BEFORE}${WHOLE} (?:ab |abhi |अब )?(?:nahi|nahin|nhi|नहीं|नही) (?:chahiye|chaiye|chahie|rakhna|चाहिए|चाहिये|रखना)`,
);

/** A clause that asks, wonders or supposes; it wants an answer, not the deed. */
export const QUESTION_START = w(
  "^(?:(?:hi|hello|dear [\\p{L}]+|team|sir|and|but|so|also|please|kindly|just|only|now|then|can you|could you|would you)[\\s,]+)*(?:(?:i(?:'d| would)? (?:like|want|wish|need)(?: to know)?|i am wondering|i was wondering|wondering|curious|please (?:tell|let|explain|advise|confirm|clarify|inform)(?: \\p{L}+)?|tell (?:me|us)|let (?:me|us) know|explain|clarify|advise|may i know|i have a question(?: about)?|question(?: about)?|want to know|like to know|need to know|to understand|i'd like to understand)\\s+)?(?:how\\b|what\\b|what's\\b|when\\b|where\\b|why\\b|which\\b|whether\\b|who\\b|does\\b|do (?:you|we|i|they)\\b|did\\b|is (?:it|there|this|that|the|my|our)\\b|are (?:we|my|our|there|the)\\b|will (?:my|our|the|i|we|it|all|everything)\\b|if\\b|can (?:i|we|it|the|an?|my|our)\\b|could (?:i|we)\\b|may (?:i|we)\\b|should (?:i|we)\\b|am i\\b|about (?:your|the) (?:policy|process|procedure)\\b|the (?:process|procedure|steps|policy) (?:for|to|of|on)\\b)",
);
export const HINDI_QUESTION = h(
  "kaise|kese|kaisey|kya hota|kya hoga|kab tak|kitne din|kitna time|kitna samay|kyun|kyu|kahan|कैसे|क्या होता|क्या होगा|कब तक|कितने दिन|कितना समय|क्यों|कहाँ|कहां",
);
/** The deed is only supposed, planned or long past. */
export const SUPPOSED = w(
  "\\b(?:if (?:i|we|you|my|our|the)\\b|in case\\b|when (?:i|we|you|my|our|the|an?)\\b|before\\b|after\\b|once\\b|until\\b|unless\\b|while\\b|upon\\b|(?:thinking|thought) (?:of|about)\\b|considering\\b|may (?:want|need|have) to\\b|might\\b|(?:i|we) (?:may|could)\\b|planning to\\b|plan to\\b|about to\\b|prior to\\b|threaten\\p{L}*\\b|otherwise\\b|policy (?:on|for|about|regarding)\\b|help article|documentation)",
);
export const HINDI_SUPPOSED = h("agar|yadi|ke baad|ke bad|se pehle|se pahle|ke liye kya|ke pehle|अगर|यदि|के बाद|से पहले|के पहले");

export const REACTIVATE = w(
  "\\b(?:reviv(?:e|ed|ing|al)|resum(?:e|ed|ing) (?:\\p{L}+ ){0,3}account|re-?activat(?:e|ed|ing|ion)|restor(?:e|ed|ing|ation)|re-?open(?:ed|ing)?|re-?enabl(?:e|ed|ing)|re-?instat(?:e|ed|ing|ement)|bring (?:\\p{L}+ ){0,3}back|(?:get|have|want|need|like) (?:\\p{L}+ ){0,3}account back|undelet(?:e|ed)|un-?delete|recover it|un-?freeze (?:\\p{L}+ ){0,3}account|(?:want|wish|like|decided) to (?:come back|return) to|want to come back|(?:delete|deletion|closure|band karne) (?:\\p{L}+ ){0,2}request (?:\\p{L}+ ){0,1}(?:cancel|radd|wapas|withdraw)|recover (?:\\p{L}+ ){0,3}(?:account|data|organi[sz]ation|workspace)|(?:activate|enable|open|start|switch on|turn on) (?:\\p{L}+ ){0,4}again|undo (?:\\p{L}+ ){0,3}(?:deletion|deactivation|closure)|reverse (?:\\p{L}+ ){0,3}(?:deletion|deactivation|closure)|(?:cancel|withdraw|revoke|stop|abort|halt|rescind|retract) (?:\\p{L}+ ){0,4}(?:deletion|closure|deactivation|erasure)|chang(?:e|ed) (?:my|our) minds?|come back to callmissed|(?:wapas|wapis|vapas|vaapas|dobara|dubara|phir ?se|fir ?se) (?:\\p{L}+ ){0,3}(?:chalu|shuru|chaalu|active|activate|start|open|khol|la|laana|lana|kar|chahiye|on)|account (?:\\p{L}+ ){0,3}(?:wapas|wapis|vapas|bahaal|bahal)|bahal kar|bahaal)",
);
export const HINDI_REACTIVATE = h(
  "(?:फिर से|दोबारा|दुबारा|पुनः|वापस)\\s+(?:[\\p{L}\\p{M}]+\\s+){0,3}(?:चालू|शुरू|सक्रिय|एक्टिव|एक्टिवेट|खोल|खोलें|चाहिए|करें|कर|लाना|लाएँ|लाएं|ला)|बहाल|पुनर्स्थापित|पुनःसक्रिय|पुनर्सक्रिय|रीएक्टिवेट|रिएक्टिवेट|रिस्टोर|रीस्टोर|री-एक्टिवेट|पुनः प्राप्त|(?:खाता|अकाउंट)\\s+(?:[\\p{L}\\p{M}]+\\s+){0,3}वापस|(?:हटाने|मिटाने|करने|डिलीट|डिलीशन)\\s+(?:[\\p{L}\\p{M}]+\\s+){0,3}(?:अनुरोध|रिक्वेस्ट|आवेदन)\\s+(?:[\\p{L}\\p{M}]+\\s+){0,2}(?:रद्द|निरस्त|वापस|कैंसिल)",
);

export const REFUND = w(
  "\\b(?:refund(?:s|ed|ing|able)?|money[- ]?back|revers(?:e|ed|ing|al) (?:\\p{L}+ ){0,3}(?:charges?|payments?|transactions?)|money (?:to be )?returned|return (?:\\p{L}+ ){0,3}(?:money|amount|payment)|reimburs(?:e|ed|ement)|charged (?:me |us )?(?:twice|double|two times)|double[- ]charged?|duplicate (?:charge|payment)|paid twice|chargeback|(?:paisa|paise|paisey|rupaye|rupay|rakam|amount|payment) (?:\\p{L}+ ){0,2}(?:wapas|wapis|vapas|vaapas|lauta|lautao|return)|(?:wapas|wapis|vapas) (?:\\p{L}+ ){0,2}(?:paisa|paise|paisey|rupaye|amount))",
);
export const HINDI_REFUND = h(
  "रिफंड|रिफ़ंड|रीफंड|धनवापसी|धन वापसी|पैसे?\\s+(?:[\\p{L}\\p{M}]+\\s+){0,2}(?:वापस|लौटा[\\p{L}\\p{M}]*)|पैसा वापस|राशि\\s+(?:[\\p{L}\\p{M}]+\\s+){0,2}(?:वापस|लौटा[\\p{L}\\p{M}]*)|भुगतान वापस",
);

export const GRIEVANCE = w(
  "\\b(?:grievances?|(?:formal |official |written )?complain(?:t|ts|ed|ing)?|legal notice|consumer (?:court|forum)|data protection board|dpdp(?:a)? (?:complaint|violation|breach)|escalat(?:e|ed|ing|ion)|ombudsman|violat(?:ed|ing|ion) of (?:my|our) (?:rights|privacy|data)|misus(?:e|ed|ing) (?:of )?(?:my|our) (?:personal )?(?:data|information)|breach of (?:my|our|the)|shikayat|shikaayat|unacceptable|no (?:one|body) (?:has )?(?:repl|respon|answer)\\p{L}*|no (?:reply|response|answer|action) (?:\\p{L}+ ){0,8}(?:yet|so far|despite|for|since|from|till|until|after|in))",
);
export const HINDI_GRIEVANCE = h("शिकायत|शिकायतें|परिवाद|शिकायत अधिकारी|उपभोक्ता न्यायालय|कानूनी नोटिस");
/** Addressing the officer is not yet complaining. */
export const GRIEVANCE_SALUTATION = w(
  "^(?:dear |to,? |to the |hello |hi |attn:? ?|attention:? ?|respected |cc:? ?|प्रिय |श्रीमान )*(?:the )?(?:grievance (?:redressal )?officer|शिकायत अधिकारी)\\s*(?:ji)?[,:!.]*$",
);
/** "I have no complaint" is none. */
export const NO_GRIEVANCE = w(
  "\\b(?:no|not an?|never an?|without(?: any)?) (?:grievances?|complaints?)\\b|(?:\\bnot|n't|\\bnever) complain(?:ing|ed)?\\b|(?:koi|कोई) (?:bhi |भी )?(?:shikayat|shikaayat|शिकायत) (?:nahi|nahin|nhi|नहीं|नही)(?: (?:hai|thi|है|थी)(?![\\p{L}\\p{M}])|[\\s.!।]*$)",
);
/** Whom to complain to and where, and where else one may: addresses, our officer, and what our own mails say below. Who names these complains of nothing yet. */
export const GRIEVANCE_PLACE = new RegExp(
  [
    "https?:\\S+|www\\.\\S+|\\S+@\\S+",
    "\\b(?:grievances?|complaints?)(?:[- ]redress(?:al|ed)?)?[- ](?:officers?|desk|cell|contact|team|department|page|form|policy|mechanism|procedure|process|address|portal|id|e-?mail)\\b",
    "\\b(?:can|may|could) (?:also )?(?:turn|complain|go) to (?:the )?data protection board(?: of india)?",
    `${NOT_LETTER_BEFORE}(?:शिकायत (?:निवारण )?(?:अधिकारी|डेस्क|संपर्क|कक्ष|पेज|पोर्टल)|बोर्ड (?:से|के पास) (?:भी )?(?:शिकायत|जा) (?:कर )?सकते)`,
    "\\bshika+yat (?:nivaran )?(?:adhikari|desk|sampark|page)\\b",
  ].join("|"),
  "giu",
);
/** A promised deed that was not done. */
export const NOT_DONE = w(
  "\\b(?:(?:has|have|had|was|were|is|are|still)(?: still| yet)? (?:not|never)(?: yet)?(?: been| being)?|hasn't(?: been)?|haven't(?: been)?|wasn't|isn't|still not|not yet|failed to|refus(?:ed|ing) to|did not|didn't|never)\\s+(?:\\p{L}+\\s+){0,3}(?:delet|eras|remov|clos|refund|reactivat|restor|answer|respond|repl|resolv|process|honou?r)\\p{L}*",
);

/** Somebody a tenant's bot has called or written to (V6). */
export const END_USER = w(
  "\\b(?:(?:stop|quit|cease) (?:\\p{L}+ ){0,4}(?:calling|messaging|texting|contacting|spamming|ringing|whatsapping|sending|calls|messages)(?: me| us)?\\b|(?:keeps?|kept|has been|have been|is|are|was|were) (?:constantly |repeatedly |always |continuously )?(?:calling|messaging|texting|spamming|ringing|contacting|harassing|sending) (?:me|my)\\b|(?:called|messaged|texted|rang|contacted|phoned|whatsapped|spammed) (?:me|my (?:number|phone|mobile|whatsapp))\\b|(?:i(?:'m|'ve)?|am i|do i) (?:(?!not |never )\\p{L}+ ){0,3}(?:receiv(?:e|ed|ing)|get|got|getting) (?:[\\p{L}\\p{N}]+ ){0,6}(?:calls?|messages?|sms|texts?|whatsapps?|spam)\\b|(?:was|were|been|being|got) (?:called|messaged|texted|contacted|phoned|spammed) by (?:your|an?|the|some) (?:\\p{L}+ ){0,3}(?:bot|agent|assistant|robot)|recorded my (?:call|voice|phone)|(?:i am|i'm) (?:only |just |merely )?(?:a|an|their|one of their) customers? of (?:theirs|one)|i (?:had a chat|chatted|talked|spoke) (?:with|to) (?:\\p{L}+(?:'s)? ){0,5}(?:bot|agent)|(?:remove|delete|block|erase|take|unlist|unsubscribe) (?:\\p{L}+ ){0,5}my (?:\\p{L}+ ){0,3}(?:number|phone|mobile|whatsapp|contact)\\b|(?:unsubscribe|opt)(?: me)?(?: out)?\\b|(?:don't|do not|dont|never) (?:call|message|text|contact|ring|whatsapp) (?:me|my)\\b|i (?:am|'m) not (?:your|a|their) (?:customer|user|client)|(?:never|did not|didn't) (?:gave|give|given|sign(?:ed)? up|consent\\p{L}*|subscrib\\p{L}*|regist\\p{L}*)\\b|(?:i|we) (?:do not|don't|dont) have (?:an? |any )?(?:callmissed )?account|(?:mera|meraa|mere|hamara) (?:\\p{L}+ ){0,2}(?:number|no\\.?|mobile|phone) (?:\\p{L}+ ){0,4}(?:hata|delete|remove|nikal|block|mita)|(?:call|calls|message|messages|msg|sms|whatsapp|phone|fone) (?:\\p{L}+ ){0,4}(?:band|bandh|mat|aana band|aa rah[aei]|aate|aata|aati|bhejna|bhejte|kar rahe|kar raha|pareshan|tang|aaya|aayi|aaye))",
);
export const HINDI_END_USER = h(
  "मेरा\\s+(?:[\\p{L}\\p{M}]+\\s+){0,2}(?:नंबर|नम्बर|मोबाइल|फ़ोन|फोन)\\s+(?:[\\p{L}\\p{M}]+\\s+){0,4}(?:हटा[\\p{L}\\p{M}]*|डिलीट|मिटा[\\p{L}\\p{M}]*|निकाल[\\p{L}\\p{M}]*)|(?:कॉल|काल|फ़ोन|फोन|मैसेज|मेसेज|संदेश|व्हाट्सएप|व्हाट्सऐप|एसएमएस)\\s+(?:[\\p{L}\\p{M}]+\\s+){0,5}(?:बंद|बन्द|मत|आ रहे|आ रहा|आते|आता|आया|आये|आए|भेजना|न)|मुझे\\s+(?:[\\p{L}\\p{M}]+\\s+){0,6}(?:कॉल|मैसेज|संदेश)",
);
/** The writer speaks as somebody with an account of their own. */
export const OWN_ACCOUNT = w(
  "\\b(?:(?:my|our|the|this|company|organi[sz]ation'?s?|company's) (?:callmissed )?(?:account|workspace|tenant|organi[sz]ation)\\b|(?:registered|account) e?-?mail|organi[sz]ation name|(?:i am|we are|i'm) the (?:account )?owner|(?:mera|hamara|apna|mere|hamare) (?:\\p{L}+ ){0,2}(?:account|khata))",
);
export const NO_ACCOUNT = w(
  "\\b(?:(?:do not|don't|dont|never|no|not) (?:\\p{L}+ ){0,3}(?:account|customer|signed up|sign up)|not (?:a|your|their) (?:customer|user|client))",
);

export const CONFIRMS = w(
  "^(?:(?:dear|hi|hello) [\\p{L} ]{1,30}[,!.]?\\s*)?(?:yes|yeah|yep|ok(?:ay)?|sure|confirmed?|i (?:hereby )?confirm|we (?:hereby )?confirm|please (?:go ahead|proceed|do so|do it|do the needful)|go ahead|proceed|haan?|ji haan?|haan ji|kar (?:do|dijiye|dein)|हाँ|हां|जी हाँ|जी हां|कर दीजिए|कर दें|पुष्टि)",
);
/** Signs of a machine on the other end, in words. */
export const AUTOMATIC_SUBJECT = w(
  "^(?:(?:re|fwd?|aw):\\s*)*(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|vacation|on leave|abwesenheit|undeliver(?:able|ed)|delivery (?:status|failure|has failed)|mail delivery|returned mail|failure notice|read:|delivered:|स्वचालित (?:उत्तर|जवाब)|कार्यालय से बाहर)",
);
export const NEWSLETTER = w(
  "\\b(?:view (?:this (?:e-?mail|newsletter)|it|in)(?: in)? (?:your )?browser|you (?:are receiving|received) this (?:e-?mail|newsletter|message) because|manage (?:your )?(?:e-?mail )?preferences|unsubscribe from (?:this|our) (?:list|newsletter)|unsubscribe here)",
);

/** "I would be grateful if you could …" asks; it supposes nothing. */
export const POLITE_IF = w(
  "\\b(?:grateful|great|nice|good|appreciated?|glad|thankful|happy|helpful|obliged|wonderful|kind|best)(?: (?:it|of you|very much))* if (?:you|someone|your team|we|i)(?: (?:can|could|would|will))?",
);
const AFRESH = w(
  "\\b(?:(?:i|we)(?:'d| would|'ve| have)? (?:now |also |hereby |therefore |really )*(?:want|wish|need|like|request|ask|demand|decided)|please|kindly)\\b",
);

/** Whether these words before a deed only suppose it. "Before we leave we want …" and "after much thought we decided …" do wish. */
export function isSupposed(before: string): boolean {
  const plain = before.replace(POLITE_IF, "please");
  const match = SUPPOSED.exec(plain);
  if (!match) return false;
  return !(/^(?:before|after|once|upon|prior to)$/i.test(match[0]) && AFRESH.test(plain.slice(match.index + match[0].length)));
}

/** What lawyers put below every mail of a company; its "delete" means that very mail. */
export const DISCLAIMER = w(
  "\\b(?:(?:intended|named) (?:recipient|addressee)|(?:received|receive) (?:this|it|the) (?:\\p{L}+[ -]?){0,4}in error|unauthori[sz]ed (?:use|disclosure|review|copying)|(?:e-?mail|message|communication)(?: \\p{L}+){0,6} (?:is|are|may be|contains?) (?:\\p{L}+ ){0,3}(?:confidential|privileged))",
);
