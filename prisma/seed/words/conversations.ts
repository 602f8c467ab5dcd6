// long: what people say. One block per conversation, "c:" the customer, "b:" the bot; {slot} is filled once per
// conversation, [a|b] is chosen per line. The first word of a block is its language.
import type { Kind } from "./organisations";

const GENERAL = `
hinglish
c: [Hi|Hello|Hey]
b: Namaste! {org} mein aapka swagat hai. Main aapki kaise madad kar sakti hoon?
c: Aaj [kitne baje tak|kab tak] open ho?
b: Hum aaj raat {evening} tak khule hain. Sunday ko {morning} se 2 baje tak.
c: Parking hai wahan pe?
b: Ji haan, building ke peeche two-wheeler aur car dono ki parking hai.
c: [Thanks|Shukriya|Ok thank you] 🙏

en
c: Can I speak to a person please
b: Of course. I am connecting you to {agent} from our team. Usual waiting time is about {minutes} minutes.
c: It is about a bill I already paid twice
b: Noted. So that {agent} can help faster, could you share the invoice number or the last four digits of the payment reference?
c: {digits}
b: Thank you {person}, I can see two payments of {amount} on the same day. {agent} will confirm the refund on this number.
c: ok waiting

hi
c: नमस्ते, मुझे अपना पता बदलना है
b: नमस्ते {person} जी। कृपया नया पता पिन कोड के साथ भेजिए।
c: {flat}, {area}, {city}
b: धन्यवाद। क्या यह पता बिल और डिलीवरी दोनों के लिए इस्तेमाल करें?
c: हाँ दोनों के लिए
b: हो गया। अगली बार से सब कुछ इसी पते पर आएगा।
c: [बहुत धन्यवाद|ठीक है, धन्यवाद]

hinglish
c: aap log call kyun karte rehte ho, maine mana kiya tha
b: Aapko pareshani hui, uske liye maafi chahte hain. Kya main is number par saare promotional messages band kar doon?
c: haan band karo
b: Ho gaya. Ab sirf aapke order aur bill ke zaroori messages aayenge. Phir se shuru karne ke liye START likhiye.
c: theek hai
`;

const CLOSING = `
hinglish
b: Kuch aur madad chahiye?
c: [nahi bas itna hi|nahi, ho gaya]
b: Dhanyavaad {person} ji. Aapka din shubh ho!

hinglish
c: ek aur baat, {agent} kal available hain?
b: Kal {morning} se {evening} tak. Unke liye koi message chhodna hai?
c: [haan bolna {person} ne call kiya tha|nahi main khud baat kar lungi]
b: Theek hai, bata diya jaayega.

en
b: Is there anything else I can help with?
c: [No that is all|No, thank you]
b: Thank you for contacting {org}. Have a good day!

en
c: One more thing, till what time can I reach you [today|on Saturday]?
b: {agent} is at the desk till {evening}. After that I am still here and can take a message.
c: good to know
b: You are welcome, {person}.

hi
b: और कोई सेवा?
c: [नहीं, बस|जी नहीं, धन्यवाद]
b: {org} से संपर्क करने के लिए धन्यवाद। नमस्ते।
`;

const BY_KIND: Record<Kind, string> = {
  clinic: `
en
c: Good [morning|evening], I need an appointment with {doctor}
b: Hello! {doctor} sees patients Monday to Saturday. The earliest slots are {weekday} {morning} and {weekday} {evening}. Which one suits you?
c: {evening} is better
b: Booked. May I have the patient's name and age?
c: {person}, {age} years
b: Thank you. {person}, {weekday} {evening} with {doctor}. Consultation fee is {small}, payable at the desk. Please carry old reports.
c: Is the report from last month fine or should I repeat the blood test
b: If it is within three months, please bring it. The doctor will tell you if a repeat is needed.
c: okay thanks

hinglish
c: Report aa gayi kya? Sample {weekday} ko diya tha
b: Apna registration number bataiye please.
c: {digits}
b: {person} ji, CBC aur thyroid ki report taiyaar hai. Vitamin D kal {evening} tak aayegi.
c: PDF yahin bhej do
b: Bhej rahi hoon. File ka password aapke janm ka saal hai.
c: mil gayi 👍
b: Kya doctor se report samajhne ke liye appointment chahiye?
c: abhi nahi, baad mein dekhte hain

hi
c: डॉक्टर साहब आज बैठेंगे क्या?
b: जी, {doctor} आज {evening} तक उपलब्ध हैं। क्या मैं आपका नंबर लगा दूँ?
c: हाँ, मेरी माताजी को दिखाना है, घुटने में दर्द है
b: मरीज़ का नाम और उम्र बताइए।
c: {elder}, {oldage} साल
b: आपका टोकन नंबर {token} है। कृपया {evening} से पंद्रह मिनट पहले आ जाइए। व्हीलचेयर की ज़रूरत हो तो बता दीजिए।
c: हाँ व्हीलचेयर चाहिए
b: गेट पर तैयार मिलेगी।

en
b: Reminder from {org}: {person}, your follow-up with {doctor} is on {weekday} at {morning}. Reply 1 to confirm, 2 to change.
c: 2
b: No problem. {weekday} {evening} or Saturday {morning}?
c: saturday
b: Moved to Saturday {morning}. See you then. If you have fever, please call before coming.
c: Can I bring my son also, he has cough since {minutes} days
b: Yes. I have added a second slot right after yours, so you need not wait twice.

hinglish
c: vaccination ke liye available hai? 9 months wala
b: Ji, MR aur JE dono available hain. {weekday} {morning} se 1 baje tak vaccination hota hai.
c: charges?
b: Doctor fee {small}. Vaccine ka MRP alag. Vaccination card zaroor laaiye.
c: baby ko halka cold hai, laa sakte hain?
b: Bukhar nahi hai toh aam taur par haan, par pehle {doctor} dekhenge. Bukhar ho toh 2-3 din ruk jaaiye.
c: ok doctor
`,
  kirana: `
hinglish
c: bhaiya aaj ka order likh lo
b: Namaste! Bataiye, kya kya bhejna hai?
c: 5 kg atta, 2 kg cheeni, 1 litre sarson tel, aur {product}
b: Atta mein Chakki Fresh ya MP Sharbati?
c: sharbati
b: Total {amount} hua. {area} wale address par {evening} tak bhej doon?
c: haan. khula paisa nahi hai, UPI kar dungi
b: Bilkul. Delivery ke time QR mil jaayega.
c: dahi bhi daal dena 2 packet
b: Daal diya. Naya total {amount2}.

hi
c: {product} है क्या?
b: जी है। ताज़ा माल आज सुबह ही आया है।
c: रेट क्या है
b: {small} किलो। पाँच किलो लेने पर पाँच रुपये कम।
c: पाँच किलो भेज दीजिए, शाम तक
b: ठीक है {person} जी, {evening} तक पहुँच जाएगा।

en
c: The milk packet today was leaking. Second time this week
b: Sorry about that {person}. I have added {small} to your khata as credit. Shall we send a replacement now?
c: Yes please and tell the boy to keep it upright
b: Done. {agent} is leaving in {minutes} minutes with two fresh packets.
c: Thanks

hinglish
c: mahine ka hisaab bata do
b: {person} ji, is mahine {token} order hue. Total {amount}, jama {amount2}. 
c: itna kaise? ek baar list bhejo
b: List bhej di hai. {weekday} ko ghee aur dry fruits ka bada order tha.
c: accha haan wo shaadi wala tha
b: Ji. Aaram se dijiyega, 5 tareekh tak.

en
b: Hello {person}, your usual monthly basket is ready to repeat: atta 10 kg, toor dal 2 kg, oil 3 l, tea 500 g. Total {amount}. Reply YES to send.
c: yes but remove oil
b: Oil removed. Delivery {weekday} between {morning} and 1 pm. Anything festive? {product} just came in.
c: send one kg
b: Added.
`,
  edtech: `
hinglish
c: admission open hai kya class {class} ke liye
b: Ji haan! Class {class} ka naya batch {weekday} se shuru ho raha hai. Student ka naam aur abhi ka school bata sakte hain?
c: {person}, {city} se
b: Dhanyavaad. Fees {amount}, do kishton mein de sakte hain. Pehle ek free demo class lenge?
c: demo kab hai
b: {weekday} {evening}, online aur centre dono par. Link bhej doon?
c: centre aayenge. address bhejo
b: {area}, {city}. Gate par {agent} milenge.
c: scholarship test bhi hota hai na?
b: Haan, Sunday {morning}. 80% se upar wale bachchon ko 40% tak chhoot milti hai.

en
c: My son missed today's class because of fever. Is there a recording
b: Get well soon to him! The recording of {subject} is in the app under Batch {token}. It stays for {minutes} days.
c: And homework?
b: Exercise 4.2, questions 1 to 12. {agent} ma'am has given him time till {weekday}.
c: thank you so much

hi
c: रिज़ल्ट कब आएगा?
b: यूनिट टेस्ट का परिणाम {weekday} को {evening} तक ऐप पर आ जाएगा।
c: पैरेंट्स मीटिंग उसी दिन है क्या
b: जी, सुबह {morning} से 12 बजे तक। आपका समय {morning} रखा गया है।
c: मैं गाँव में हूँ, फ़ोन पर बात हो सकती है?
b: बिल्कुल। {agent} जी आपको {evening} पर कॉल करेंगी।

en
b: Dear parent, fee instalment 2 of {amount} for {person} is due on {weekday}. Pay link inside the app, or reply HELP.
c: Can I pay half now and half next month? Salary got delayed
b: I understand. I have asked the accounts desk. Usually one extension of 15 days is possible without a fine.
c: please do that
b: Approved till the 15th. You will get a reminder two days before.
c: [thanks a lot|Thank you ma'am]

hinglish
c: doubt session kab hai {subject} ka
b: Aaj {evening} se, {agent} sir lenge. Aap apna sawaal photo bhej sakte hain.
c: rotational motion ka Q17 samajh nahi aaya
b: Aapka sawaal list mein number {token} par hai. Sir isko zaroor lenge.
c: ok 👍
`,
  travel: `
en
c: Hi, looking for a 4 night package for 2 adults and 1 child, {destination}
b: Lovely choice! Which month are you thinking of, and from which city will you start?
c: Next month, from {city}. Budget around {amount}
b: Within that you get a 3-star stay with breakfast, sedan for sightseeing and all transfers. Child below 5 stays free. Shall I send the day-wise plan?
c: Yes. Is {destination} ok with elderly parents also? Not too much walking
b: Yes, we keep two easy days and a hotel with a lift. I have marked the viewpoints that need climbing.
c: Looks good. Will discuss at home and confirm by {weekday}
b: Sure {person}. I am holding this price till {weekday} {evening}.

hinglish
c: gaadi abhi tak nahi aayi, {minutes} minute ho gaye
b: Maafi chahte hain {person} ji. Driver {agent}, gaadi number {plate}, 2 km door hai, signal par phansi hai.
c: flight miss ho jayegi
b: Airport yahan se 35 minute hai, aap time par pahunch jaayenge. Driver ko hotel ke gate 2 par bula liya hai.
c: ok mil gaya
b: Shubh yatra! Boarding pass PDF yahin bhej diya hai.

hi
c: टिकट कैंसल करना है, घर में तबीयत खराब हो गई है
b: समझ सकती हूँ {person} जी, जल्दी ठीक हों। बुकिंग नंबर बताएँगे?
c: {digits}
b: आज रद्द करने पर {amount} में से {amount2} वापस मिलेंगे, पाँच से सात दिन में। आगे बढ़ूँ?
c: तारीख आगे नहीं बढ़ सकती?
b: हो सकती है। तीन महीने के अंदर किसी भी तारीख पर, सिर्फ़ {small} शुल्क लगेगा।
c: तो तारीख आगे कर दीजिए
b: ठीक है, बुकिंग खुली रखी है। जब मन हो बस एक संदेश भेज दीजिए।

en
c: Need GST invoice for the {destination} booking, company name was missing
b: Please share the GSTIN and registered name.
c: sending from laptop, one min
c: Done, sent on mail
b: Received. Corrected invoice for {amount} is on its way to your inbox. Reference {digits}.
c: Got it, thanks

en
b: Namaste {person}! Your {destination} trip starts on {weekday}. Pickup {morning} from {area}. Carry an original photo ID and a light jacket.
c: How cold is it at night
b: About 9 degrees this week. The hotel has heaters.
c: Vegetarian Jain food available?
b: Yes, informed the kitchen. No onion, no garlic, for all meals.
`,
  d2c: `
en
c: Where is my order {order}
b: Hi {person}! Order {order} ({product}) left our {city} warehouse on {weekday} and is out for delivery. It should reach you by {evening}.
c: It says that since yesterday
b: You are right, the courier could not find the address. Could you share a landmark?
c: Opposite {area} post office, {flat}
b: Updated and marked priority. I will message you when it is delivered.
c: fine

hinglish
c: {product} ka size chhota aa gaya, exchange ho jayega?
b: Bilkul! 7 din ke andar free exchange hai. Kaunsa size chahiye?
c: ek size bada, same colour
b: Stock mein hai. Pickup {weekday} ko, naya piece uske 2 din baad. Tag mat hataiyega.
c: tag toh hata diya 😅
b: Koi baat nahi, piece saaf ho toh chalega. Ek photo bhej dijiye.
c: [image]
b: Photo theek hai. Exchange {order} confirm.

en
c: Do you ship to {city}? And is COD there
b: Yes to both. COD up to {amount}, delivery in 3 to 5 days. Prepaid orders get 5% off.
c: Is the {product} really handmade
b: Yes, each piece is made by artisans we pay directly. Small variations in colour are natural.
c: Nice. How to wash it
b: Cold hand wash, dry in shade. I have sent the care card.
c: Ordering now

hi
c: पैसे कट गए पर ऑर्डर नहीं दिख रहा
b: चिंता न करें {person} जी। UPI की रसीद का आख़िरी चार अंक बताइए।
c: {digits}
b: {amount} बैंक के पास अटके हैं। अक्सर एक घंटे में ऑर्डर बन जाता है, नहीं तो तीन दिन में पैसे अपने आप लौट आते हैं।
c: मुझे परसों तक चाहिए था, त्योहार है
b: मैंने {product} आपके नाम से रोक लिया है और प्राथमिकता से भेजने को कहा है।
c: ठीक है

en
b: Hi {person}, you left {product} in your cart. It is one of the last {token} pieces. Want us to keep it till tonight?
c: too costly
b: I can give you {small} off with code GHAR, valid till {evening}.
c: ok apply
b: Applied. Pay link sent. Thank you for supporting small makers!

en
c: received damaged product. very disappointed
b: I am really sorry {person}. Please send one photo of the item and one of the box.
c: [image]
c: [image]
b: Thank you. A new {product} will be sent tomorrow, no need to return the broken one. Would you prefer a refund of {amount} instead?
c: replacement is ok, its for a gift
b: Then I am adding a gift wrap from our side.
`,
  society: `
hinglish
c: {flat} mein paani nahi aa raha subah se
b: Shikayat darj ho gayi: number {token}. Tower ka pump trip ho gaya tha, {agent} ji check kar rahe hain.
c: kab tak aayega? bachche school se aa gaye
b: {minutes} minute mein. Zaroorat ho toh tanker {morning} tak aa jaayega.
c: ok
b: Pump chalu ho gaya hai. Kripya nal khol kar dekhiye.
c: aa gaya paani, thanks

en
c: Maintenance receipt for last quarter please
b: Flat {flat}, {person}: {amount} received on {weekday}. Receipt sent as PDF.
c: Interest of {small} is shown, why? I paid on time
b: It was paid on the 11th, the due date is the 10th. The committee waives the first delay on request. Shall I raise it?
c: yes please
b: Raised. The treasurer will answer within two days.

en
b: Notice: lift B will be under maintenance on {weekday} from {morning} to 1 pm. Residents above the 5th floor who need help, please reply.
c: My mother is {oldage}, flat {flat}, she has a doctor visit at that time
b: Noted. We will keep the service lift and a guard for her. What time should they come up?
c: {morning}
b: Done. {agent} will be at your door at {morning}.

hi
c: गेट पर मेहमान खड़े हैं, गार्ड अंदर नहीं आने दे रहा
b: क्षमा करें। मेहमान का नाम और गाड़ी नंबर बताइए, मैं अभी अनुमति भेजती हूँ।
c: {elder}, {plate}
b: अनुमति भेज दी है। पास आज रात 11 बजे तक चलेगा।
c: ठीक है

hinglish
c: clubhouse {weekday} ko khali hai? beti ka birthday hai
b: {evening} se 10 baje tak khali hai. Charges {amount}, deposit {small} wapas milega.
c: bahar ka caterer allowed hai?
b: Ji, par plastic plates mana hain aur music 10 baje band.
c: book kar do, flat {flat}
b: Book ho gaya. Happy birthday in advance! 🎂
`,
  nbfc: `
en
c: What is the balance on my gold loan
b: For your safety I can only share this after a check. Please reply with the last four digits of your loan number.
c: {digits}
b: Thank you {person}. Outstanding principal {amount}, interest till today {small}. The due date is the 5th.
c: If I close it fully when will I get the ornaments
b: Same day at the {area} branch, between {morning} and 4 pm. Please bring your ID and the pledge card.
c: and no other charges?
b: No foreclosure charge after three months. Yours has completed three months.

hinglish
b: {person} ji, aapki EMI {amount} ki {weekday} ko due hai. Account mein balance rakhiyega.
c: is baar 5 din late ho jayega, fasal ka paisa nahi aaya
b: Batane ke liye dhanyavaad. Ek baar ka 7 din ka extension mil sakta hai, {small} charge lagega. Kar doon?
c: cibil kharab hoga kya
b: Extension ke andar bharne par CIBIL par asar nahi padta.
c: theek hai kar do
b: Ho gaya. Nayi tareekh SMS par bhej di hai.

hi
c: लोन के लिए क्या कागज़ लगेंगे?
b: आधार, पैन, छह महीने का बैंक स्टेटमेंट और दुकान का फोटो। {lakhs} लाख तक का लोन तीन दिन में हो जाता है।
c: उद्यम रजिस्ट्रेशन नहीं है
b: कोई बात नहीं, हमारे {agent} जी बनवाने में मदद करेंगे। कब मिल सकते हैं?
c: {weekday} को दुकान पर आ जाएँ, {area}
b: ठीक है, {weekday} {morning} तय रहा।

en
c: somebody called and asked OTP in your name
b: Please do not share it. We never ask for an OTP on a call. Did you give it to them?
c: no i cut the call
b: Well done. I have noted the complaint, number {token}. Could you share the number that called?
c: will send screenshot
b: Thank you. You may also report it at 1930, the national cyber helpline.

hinglish
c: NOC chahiye loan band ho gaya
b: Loan number ke aakhri 4 ank?
c: {digits}
b: Mil gaya. NOC {weekday} tak e-mail par aur 7 din mein ghar par pahunchegi.
c: bike ki RC se hypothecation bhi hatana hai
b: Form 35 do copy NOC ke saath aayegi. RTO mein wahi lagta hai.
`,
  cafe: `
hinglish
c: ek masala chai aur do [samosa|bun maska|vada pav] table {token} pe
b: Order aa gaya! 1 masala chai, 2 plate, table {token}. Total ₹110. Cheeni kam ya normal?
c: kam cheeni, adrak zyada
b: Noted. {minutes} minute mein aa raha hai ☕
c: bill UPI se
b: QR bhej diya hai.

en
c: Need chai for {age} people at our office, {area}, by {evening} [today|tomorrow]
b: Happy to! Two flasks of masala chai, one of lemon tea, with cups and biscuits, comes to {chaiBill}. Sugar separate?
c: Yes sugar separate. GST bill needed
b: Sure. Please share the company name and GSTIN.
c: sent on mail. who is coming to deliver
b: {agent} will be there by {evening}. I will share the live location ten minutes before.
c: great

en
c: Hi is the {area} outlet open on Sunday
b: Yes, {morning} to {evening} on Sundays. The bun maska usually finishes by 11, come early!
c: haha ok. do you have oat milk
b: We do, ₹40 extra. Soy is out of stock till {weekday}.
c: cool see you

hi
c: आज का ऑर्डर अभी तक नहीं आया, {minutes} मिनट हो गए
b: माफ़ी चाहते हैं {person} जी। बारिश की वजह से देर हो रही है, {agent} आपके पास वाले सिग्नल पर हैं।
c: चाय ठंडी हो गई होगी
b: फ्लास्क में है, गर्म ही मिलेगी। फिर भी ठंडी हुई तो पैसे वापस।
c: मिल गई, गर्म है। शुक्रिया
b: धन्यवाद! अगली चाय पर ₹20 की छूट हमारी तरफ़ से।

hinglish
c: franchise ke liye kisse baat karni hai
b: Achha laga sunkar! {city} mein ya kisi aur sheher mein?
c: {city} mein, {area} side. budget {lakhs} lakh hai
b: Hamare {agent} aapko {weekday} {morning} call karenge. Jagah kitne sq ft ki hai?
c: 350 corner shop
b: Badhiya, kiosk format ke liye kaafi hai. Ek chhota form bhej raha hoon.
c: bhar diya

en
c: My subscription says 2 cups left but I had paid for 30
b: Let me check. {person}, you bought the 30-cup pass; 28 cups were used, the last one {weekday} at {area}.
c: I was not in town on {weekday}
b: Then something is wrong. I have put back 1 cup and asked the outlet to check the phone number they typed.
c: ok please see it doesnt happen again
b: We will ask for the app code from now on. Sorry for the trouble.

hinglish
c: table book karna hai {weekday} {evening} ke liye, 8 log
b: {area} outlet mein upar wala section khali hai. Naam?
c: {person}. ek birthday hai, cake la sakte hain?
b: Zaroor. Cake fridge mein rakh denge. Candles hamari taraf se 🎂
c: [perfect|badhiya], thanks

en
c: I left my umbrella at the {area} outlet this morning
b: Black with a wooden handle?
c: no, blue, folding
b: Found it, it is with {agent} at the counter. We will keep it for {token} days.
c: thank you!! will pick it up in the evening

hinglish
c: veg thali mein aaj kya hai
b: Aaj: {dish}, dal tadka, jeera rice, 3 roti, papad aur kheer. {small} only.
c: roti ki jagah extra rice ho sakta hai?
b: Ho sakta hai. {area} bhejna hai na?
c: haan, {flat}
b: {minutes} minute mein pahunchega. Cash ya UPI?
c: upi

en
b: Hello {person}, how was your order from {org} today? Reply 1 to 5.
c: 3
b: Thank you for being honest. What could have been better?
c: the {dish} was too spicy for my daughter
b: Understood. Next time choose "mild" or tell me here. I have added a note to your profile.
c: ok

en
c: allergic to peanuts, is the {dish} safe
b: The {dish} has no peanuts, but it is cooked in the same kitchen as our chikki. For a strong allergy we would advise against it.
c: thanks for telling honestly. what about idli
b: Idli and coconut chutney are made in a separate section, without nuts.
c: ok 4 plates please, pickup {evening}
b: Ready at {evening}. {small}, pay at the counter.
`,
  logistics: `
en
c: AWB {digits}{token} tracking please
b: Shipment {digits}{token}: reached {city} hub on {weekday} {morning}, out for delivery today. Consignee {person}.
c: customer says nobody came
b: The last attempt is marked "door locked" at {evening}. I can show the geo-tag to you, it is 40 m from the address.
c: he was at home. please reattempt
b: Re-attempt fixed for tomorrow before 1 pm, driver {agent}. He will call first.
c: pls ensure

hinglish
c: gaadi {plate} kahan pahunchi
b: {plate} abhi {city} bypass par hai. Driver {agent} ne {morning} par chai ke liye roki thi. ETA {evening}.
c: maal {lakhs} lakh ka hai, seal check karwa lena
b: Seal photo toll par li gayi thi, sahi hai. Bhej rahi hoon.
c: [image]
b: E-way bill ki validity bhi kal raat tak hai.
c: ok theek

hi
c: मेरा पार्सल कब आएगा, तीन दिन से घूम रहा है
b: क्षमा करें {person} जी। पता अधूरा होने से हब पर रुका है। मकान नंबर बताएँगे?
c: {flat}, {area}, शिव मंदिर के पास
b: धन्यवाद। आज {evening} तक {agent} लेकर आएँगे। भुगतान {small} नकद या UPI।
c: UPI करूँगा

en
c: Need pickup of {token} cartons from {area}, fragile
b: Pickup slot {weekday} {morning}. Fragile handling adds {small} per carton. Should we insure for {amount}?
c: yes insure
b: Booked, reference {digits}. Please keep the invoice copy on each box.
c: ok. vehicle with hydraulic?
b: Yes, marked.

hinglish
c: COD ka paisa abhi tak settle nahi hua, {amount}
b: Is hafte ka remittance {weekday} ko gaya hai, UTR {digits}{digits}. Bank mein {evening} tak dikhega.
c: pichhle hafte ka {amount2} bhi short hai
b: Do order RTO the, unka paisa katega. List mail kar di hai.
c: check karke batata hu
`,
  auto: `
hinglish
c: gaadi ki servicing karani hai, {plate}
b: Namaste {person} ji! {plate} ki pichhli service 6 mahine pehle hui thi. {weekday} {morning} ka slot dein?
c: pickup mil jayega?
b: Haan, {area} se free pickup. Estimate {amount}: oil, filter, brake cleaning.
c: AC bhi thanda kam kar raha hai
b: Likh liya. Gas aur cabin filter check karke photo ke saath rate bataenge, bina pooche kaam nahi karenge.
c: ok

en
c: Is my car ready
b: {plate}: washing is done, final check by {agent} is going on. Ready by {evening}.
c: total?
b: {amount} including GST. The wiper blades were changed as you agreed.
c: Paying now
b: Received, thank you. Next service after 10,000 km or 12 months.

hi
c: रास्ते में बाइक बंद हो गई है, {area} पुल पर
b: आप सुरक्षित जगह पर हैं? नज़दीकी मैकेनिक {agent} {minutes} मिनट में पहुँचेंगे।
c: हाँ किनारे हूँ। पेट्रोल है, स्टार्ट नहीं हो रही
b: ठीक है। शुल्क {small}, सामान का अलग। लोकेशन भेज दीजिए।
c: भेज दी
b: {agent} निकल चुके हैं।

en
c: Price of tyres for {product2}
b: Tubeless set of two: {amount} fitted, with alignment. We have both brands in stock.
c: any exchange on old
b: {small} per old tyre. Offer till {weekday}.
c: will come {weekday} {evening}
b: Reserved in your name.
`,
  salon: `
hinglish
c: {weekday} ko facial aur threading ka slot hai?
b: Hi {person}! {weekday} {morning} ya {evening}, dono khali hain. {agent} ke saath?
c: haan {agent} hi chahiye, {evening}
b: Done 💇 Total {small}. 10 minute pehle aaiyega.
c: bridal package ka rate bhi bata do, december mein shaadi hai
b: Badhai ho! Bridal HD makeup {amount} se shuru, trial uske andar hai. Ek baar aakar dekh lijiye.
c: ok saturday aati hoon

en
c: I want to freeze my membership for a month, travelling
b: Sure {person}. Freeze from {weekday} for 30 days; your plan moves ahead by the same days. Fee {small}.
c: last time it was free
b: The first freeze each year is free, this is the second. I can ask the manager once?
c: please
b: {agent} has approved it as free. Safe travels!

hi
c: आज योग की क्लास है?
b: जी, शाम {evening} पर। बारिश हुई तो हॉल में होगी।
c: घुटने में दर्द है, कर सकती हूँ?
b: {agent} जी आपको कुर्सी वाले आसन करवाएँगी। पहले उन्हें बता दीजिए।
c: ठीक है, आती हूँ

en
c: Do you take walk-ins today for a haircut
b: Waiting time is about {minutes} minutes now. I can hold {evening} for you.
c: hold it. kids haircut also
b: Two seats at {evening}, {small} in all.
c: 👍
`,
  realty: `
en
c: Saw your ad for 2BHK near {area}. Price?
b: Hello! 2BHK, 1,080 sq ft, {homeLakhs} lakh all inclusive, possession in March. Would you like a site visit?
c: Is it RERA approved, and which banks give loan
b: Yes, the RERA number is on the brochure I just sent. All major banks have approved the project.
c: Visit on {weekday}?
b: {weekday} {morning}. {agent} will pick you up from the metro. How many people?
c: me and my parents, 3
b: Noted, {person}. Wheelchair is available at the site if needed.

hinglish
c: rent pe 1BHK chahiye {area} mein, bachelor allowed?
b: Do option hain: {small}00 aur {small}50 mahine ke. Dono mein bachelor allowed.
c: deposit?
b: Do mahine ka. Agreement 11 mahine ka.
c: {weekday} ko dikha do
b: {evening} theek rahega? {agent} chaabi lekar aayenge.
c: done

hi
c: पज़ेशन कब मिलेगा? दो साल हो गए
b: {person} जी, टावर की OC इस महीने के अंत तक अपेक्षित है। आपका फ़्लैट {flat} है?
c: हाँ। किराया और EMI दोनों भर रहा हूँ
b: आपकी परेशानी समझते हैं। देरी का मुआवज़ा आख़िरी किश्त में घटाया जाएगा, {agent} आपको हिसाब भेजेंगे।
c: लिखकर भेजिए
b: ईमेल कर दिया है।

en
b: {person}, the next instalment of {amount} for {flat} is due on {weekday}. Demand letter attached.
c: The slab is not even finished. Please send photo of site
b: Photos of this week are attached: 7th slab cast, brickwork on 4.
c: ok will tell bank to disburse
`,
  software: `
en
c: Our invoices are not syncing since morning
b: Sorry about that. Which workspace, and do you see an error code?
c: {org2}, code {digits}
b: That code means the accounting connection expired. Settings, Connections, then "Connect again". Takes a minute.
c: did that, 12 of 40 came
b: The rest are in the queue and will be there in {minutes} minutes. I am watching it.
c: all good now, thanks

hinglish
c: password reset mail nahi aa rahi
b: Kaunsa e-mail registered hai? Sirf pehle do akshar bataiye.
c: ra... company wala
b: Us address par 3 mail gayi hain, aapka mail server rok raha hai. IT se allow karwa sakte hain?
c: unko bolta hu. tab tak OTP se login?
b: Haan, mobile OTP chalu kar diya hai {minutes} minute ke liye.

en
c: How much for {age} users, yearly
b: {amount} per year plus GST, with onboarding. Monthly is also possible.
c: can we get a demo on {weekday}
b: {weekday} {morning}, {agent} will take it. Invite sent. Anything special to show?
c: leave approvals and payslips in Hindi
b: Both are there. See you then.

hi
c: पेस्लिप डाउनलोड नहीं हो रही
b: आप मोबाइल पर हैं या कंप्यूटर पर?
c: मोबाइल
b: ऐप को अपडेट कीजिए, नया संस्करण आज ही आया है। तब तक मैं PDF यहीं भेज देती हूँ।
c: मिल गई, धन्यवाद

en
c: need to add GSTIN on past invoices, audit going on
b: Past invoices can be re-issued for the last {token} months. Should I do it for all?
c: all please
b: Done, {age} invoices re-issued. The old ones stay visible with a note, as auditors want.
c: superb
`,
};

export interface Script {
  language: "en" | "hi" | "hinglish";
  turns: { by: "customer" | "bot"; text: string }[];
}

const parse = (blocks: string): Script[] =>
  blocks
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const [language = "en", ...lines] = block.split("\n");
      const turns = lines.map((line) => ({
        by: line.startsWith("c:") ? ("customer" as const) : ("bot" as const),
        text: line.slice(2).trim(),
      }));
      return { language: language as Script["language"], turns };
    });

/** The conversations that happen at each kind of business. */
export const SCRIPTS = Object.fromEntries(Object.entries(BY_KIND).map(([kind, blocks]) => [kind, parse(blocks)])) as Record<Kind, Script[]>;

/** Those that happen everywhere. */
export const GENERAL_SCRIPTS = parse(GENERAL);

/** How a conversation may go on once the matter itself is settled. */
export const CLOSINGS = parse(CLOSING);
