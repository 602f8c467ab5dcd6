export type Language = "en" | "hi";
export const languageFrom = (asked: string | string[] | undefined): Language => (asked === "hi" ? "hi" : "en");

type Words = {
  title: string;
  lead: string;
  field: string;
  hint: string;
  act: string;
  busy: string;
  nothingYet: string;
  notYou: string;
  incomplete: string;
  unreachable: string;
  notAccepted: string;
  other: string;
  done: Record<"deletion" | "return", { title: string; next: string[] }>;
};

/** The owner's page in both languages, in plain words. */
export const WORDS: Record<Language, Words> = {
  en: {
    title: "Confirm with your code · CallMissed",
    lead: "Type the six-digit code from our mail",
    field: "Code",
    hint: "The code works for 10 minutes and can be tried five times.",
    act: "Confirm",
    busy: "Checking…",
    nothingYet: "Nothing has been deleted, and nothing happens until you press Confirm.",
    notYou: "You did not ask for this? Close this page. Without the code nothing happens. Please tell support@callmissed.com.",
    incomplete: "The code has six digits.",
    unreachable: "We could not be reached. Check your connection and press Confirm again.",
    notAccepted: "This code is not valid. Check the six digits, or ask support@callmissed.com for a new one.",
    other: "हिन्दी",
    done: {
      deletion: {
        title: "Thank you. You have confirmed that you want to delete the account.",
        next: [
          "A person at CallMissed now checks your request. Until then everything works as before.",
          "When the account is closed, we write to you. From then on nobody can sign in, and bots and keys stop.",
          "For 30 days after that you can come back: write to support@callmissed.com from this address.",
          "After the 30 days everything is deleted for good.",
        ],
      },
      return: {
        title: "Thank you. You have confirmed that you want to come back.",
        next: [
          "A person at CallMissed now checks your request and opens the account again.",
          "We write to you when it is open. Everything will be as it was: plan, credits, bots and people.",
          "Old API keys stay switched off. You can make new ones.",
        ],
      },
    },
  },
  hi: {
    title: "अपने कोड से पुष्टि करें · CallMissed",
    lead: "हमारे ई-मेल में आया छह अंकों का कोड लिखें",
    field: "कोड",
    hint: "कोड 10 मिनट तक चलता है और उसे पाँच बार आज़माया जा सकता है।",
    act: "पुष्टि करें",
    busy: "जाँच हो रही है…",
    nothingYet: "अभी कुछ भी नहीं मिटाया गया है। जब तक आप “पुष्टि करें” नहीं दबाते, कुछ नहीं होगा।",
    notYou: "क्या यह अनुरोध आपने नहीं किया? यह पेज बंद कर दें। कोड के बिना कुछ नहीं होता। कृपया support@callmissed.com को बताएँ।",
    incomplete: "कोड में छह अंक होते हैं।",
    unreachable: "हम तक पहुँचा नहीं जा सका। अपना इंटरनेट देखें और फिर से “पुष्टि करें” दबाएँ।",
    notAccepted: "यह कोड मान्य नहीं है। छहों अंक जाँचें, या support@callmissed.com से नया कोड माँगें।",
    other: "English",
    done: {
      deletion: {
        title: "धन्यवाद। आपने पुष्टि कर दी है कि आप खाता मिटाना चाहते हैं।",
        next: [
          "अब CallMissed में एक व्यक्ति आपके अनुरोध की जाँच करेगा। तब तक सब कुछ पहले की तरह चलेगा।",
          "खाता बंद होने पर हम आपको लिखेंगे। उसके बाद कोई साइन इन नहीं कर सकेगा, और बॉट और कुंजियाँ रुक जाएँगी।",
          "उसके बाद 30 दिन तक आप लौट सकते हैं: इसी पते से support@callmissed.com को लिखें।",
          "30 दिन के बाद सब कुछ हमेशा के लिए मिटा दिया जाएगा।",
        ],
      },
      return: {
        title: "धन्यवाद। आपने पुष्टि कर दी है कि आप लौटना चाहते हैं।",
        next: [
          "अब CallMissed में एक व्यक्ति आपके अनुरोध की जाँच करेगा और खाता फिर से खोलेगा।",
          "खाता खुलने पर हम आपको लिखेंगे। सब कुछ पहले जैसा होगा: प्लान, क्रेडिट, बॉट और लोग।",
          "पुरानी API कुंजियाँ बंद रहेंगी। आप नई बना सकते हैं।",
        ],
      },
    },
  },
};
