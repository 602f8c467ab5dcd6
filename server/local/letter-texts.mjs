// What people write when they want something from support, in the three ways people write here.
// `person` is { name, account, organisation }.

const SUBJECTS = {
  deletion: {
    en: "Please delete our CallMissed account",
    hi: "हमारा CallMissed खाता हटाने का अनुरोध",
    hinglish: "Hamara CallMissed account delete kar dijiye",
  },
  reactivation: { en: "Please reactivate our account", hi: "हमारा खाता फिर से चालू करें", hinglish: "Account wapas chalu karna hai" },
  refund: { en: "Refund for our last purchase", hi: "पिछली खरीद का पैसा वापस चाहिए", hinglish: "Last purchase ka refund chahiye" },
  grievance: {
    en: "Complaint for the Grievance Officer",
    hi: "शिकायत अधिकारी के लिए शिकायत",
    hinglish: "Grievance officer ke liye shikayat",
  },
  other: { en: "Question about WhatsApp templates", hi: "WhatsApp टेम्पलेट के बारे में सवाल", hinglish: "WhatsApp template ke baare mein sawaal" },
};

const REQUESTS = {
  deletion: {
    en: "We have moved to another tool and no longer use CallMissed. Please delete our account and all data that belongs to it.",
    hi: "हम अब CallMissed का उपयोग नहीं करते हैं। कृपया हमारा खाता और उससे जुड़ा सारा डेटा हटा दें।",
    hinglish: "Hum ab CallMissed use nahi karte. Please hamara account aur uska saara data delete kar dijiye.",
  },
  reactivation: {
    en: "We asked you to delete our account and have changed our mind. Please stop the deletion and reactivate our account.",
    hi: "हमने अपना खाता हटाने को कहा था, लेकिन अब हम रुकना चाहते हैं। कृपया हमारा खाता फिर से चालू कर दें।",
    hinglish: "Humne account delete karne ko bola tha, lekin ab rukna chahte hain. Please account wapas chalu kar dijiye.",
  },
  refund: {
    en: "We bought credits two days ago by mistake and have not used them. Please refund the payment.",
    hi: "हमने दो दिन पहले गलती से क्रेडिट खरीद लिए थे और उनका उपयोग नहीं किया है। कृपया भुगतान वापस करें।",
    hinglish: "Do din pehle galti se credits khareed liye the, use nahi kiye. Please payment refund kar dijiye.",
  },
  grievance: {
    en: "I wrote to support three times about my data and got no answer. I want to lodge a complaint with the Grievance Officer.",
    hi: "मैंने अपने डेटा के बारे में तीन बार लिखा और कोई जवाब नहीं मिला। मैं शिकायत अधिकारी के पास शिकायत दर्ज करना चाहती हूँ।",
    hinglish: "Apne data ke baare mein teen baar likha, koi jawab nahi mila. Mujhe Grievance Officer ke paas complaint karni hai.",
  },
  other: {
    en: "How long does it usually take until a WhatsApp template is approved?",
    hi: "WhatsApp टेम्पलेट स्वीकृत होने में आमतौर पर कितना समय लगता है?",
    hinglish: "WhatsApp template approve hone mein usually kitna time lagta hai?",
  },
};

const FRAMES = {
  en: ({ name, account, organisation }, request) =>
    `Hello,\n\n${request}\n\nAccount e-mail: ${account}\nOrganisation: ${organisation}\n\nRegards,\n${name}\n`,
  hi: ({ name, account, organisation }, request) =>
    `नमस्ते,\n\n${request}\n\nखाते का ईमेल: ${account}\nसंगठन: ${organisation}\n\nधन्यवाद,\n${name}\n`,
  hinglish: ({ name, account, organisation }, request) =>
    `Namaste,\n\n${request}\n\nAccount email: ${account}\nOrganisation ka naam: ${organisation}\n\nDhanyavaad,\n${name}\n`,
};

export const intents = Object.keys(REQUESTS);
export const languages = Object.keys(FRAMES);

/** Subject and text of a letter. */
export function compose(person, intent, language) {
  return { subject: SUBJECTS[intent][language], text: FRAMES[language](person, REQUESTS[intent][language]) };
}
