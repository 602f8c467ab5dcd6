// long: what the {slots} of conversations and prompts are filled with.
import { personFor } from "../person";
import type { Random } from "../random";
import type { Kind, Organisation } from "./organisations";

const AREAS = [
  "MG Road",
  "Station Road",
  "Gandhi Nagar",
  "Civil Lines",
  "Nehru Chowk",
  "Sector 14",
  "Lake Road",
  "Shivaji Nagar",
  "Indiranagar",
  "Old Market",
  "Temple Street",
  "Ashok Vihar",
  "Ring Road",
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEKDAYS_HINDI = ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार"];
const DESTINATIONS = ["Munnar", "Manali", "Jaisalmer", "Gangtok", "Rishikesh", "Hampi", "Andaman", "Coorg", "Ladakh", "Puri"];
const SUBJECTS = ["Physics", "Organic Chemistry", "Algebra", "English grammar", "Biology"];
const DISHES = ["paneer bhurji", "rajma chawal", "bisi bele bath", "misal pav", "aloo poha", "veg pulao"];
const PRODUCTS: Partial<Record<Kind, string[]>> = {
  kirana: ["toor dal 1 kg", "basmati rice 5 kg", "desi ghee 500 g", "Alphonso aam", "poha 1 kg", "mishri mava"],
  d2c: ["block-printed kurta", "brass diya set", "cotton dohar", "kesar face mist", "hand-painted mug", "leather juti", "ragi laddoo box"],
};

export type Slots = Record<string, string>;

/** Rupees as people write them in chats: "₹12,450". */
export const rupees = (amount: number): string => `₹${amount.toLocaleString("en-IN")}`;

/** One filling for all slots, so that a conversation stays about the same person, day and sum from its first line to its last. */
export function slotsFor(organisation: Organisation, random: Random): Slots {
  const person = personFor(organisation.stateCode, random);
  const elder = personFor(organisation.stateCode, random);
  const weekday = random.int(0, WEEKDAYS.length - 1);
  const amount = random.int(9, 480) * 50;
  const heads = random.int(6, 58);
  return {
    org: organisation.name,
    org2: `${person.family} Traders`,
    city: organisation.city,
    area: random.pick(AREAS),
    person: person.given,
    elder: `${elder.given} ${elder.family}`,
    agent: personFor(organisation.stateCode, random).given,
    doctor: `Dr ${personFor(organisation.stateCode, random).family}`,
    weekday: WEEKDAYS[weekday] ?? "Monday",
    weekdayHindi: WEEKDAYS_HINDI[weekday] ?? "सोमवार",
    morning: random.pick(["9:30 am", "10 am", "10:45 am", "11:15 am"]),
    evening: random.pick(["4 pm", "5:30 pm", "6:15 pm", "7 pm"]),
    amount: rupees(amount),
    amount2: rupees(Math.round(amount * 0.7)),
    small: rupees(random.int(4, 60) * 10),
    lakhs: String(random.int(4, 68)),
    minutes: random.pick(["10", "15", "20", "30"]),
    age: String(heads),
    chaiBill: rupees(heads * 30),
    homeLakhs: String(random.int(38, 95)),
    oldage: String(random.int(61, 84)),
    token: String(random.int(3, 12)),
    class: random.pick(["6", "8", "9", "10", "11", "12"]),
    digits: random.digits(4),
    order: `#${random.digits(5)}`,
    flat: `${random.pick(["A", "B", "C"])}-${random.int(1, 12)}0${random.int(1, 6)}`,
    plate: `${random.pick(["XX", "YY"])} ${random.int(10, 58)} ${random.pick(["AB", "CK", "MH", "TZ"])} ${random.digits(4)}`,
    product: random.pick(PRODUCTS[organisation.kind] ?? ["gift hamper"]),
    product2: random.pick(["my scooter", "a hatchback", "an SUV"]),
    destination: random.pick(DESTINATIONS),
    subject: random.pick(SUBJECTS),
    dish: random.pick(DISHES),
  };
}

/** Fills {slots} and chooses among [alternatives|like this]; "[image]" and other words without a bar stay as they are. */
export function fill(text: string, slots: Slots, random: Random, language = "en"): string {
  return text
    .replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, list: string) => random.pick(list.split("|")))
    .replace(/\{(\w+)\}/g, (whole, name: string) => (language === "hi" && name === "weekday" ? slots.weekdayHindi : slots[name]) ?? whole);
}
