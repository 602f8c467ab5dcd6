import { describe, expect, it } from "vitest";
import { ownWords } from "./own-words";
import { readStatedIdentity } from "./stated-identity";

const read = (text: string, subject = "") => readStatedIdentity(ownWords(text), subject, ["support@callmissed.com"]);

// proves: D2.5
describe("the account e-mail is what the writer states in the text", () => {
  it.each([
    ["Account email: asha@chaipoint.example", "asha@chaipoint.example"],
    ["Account e-mail - Asha.Rao@ChaiPoint.example.", "Asha.Rao@ChaiPoint.example"],
    ["My registered email id is asha@chaipoint.example and I want out.", "asha@chaipoint.example"],
    ["Registered email address:\nasha@chaipoint.example", "asha@chaipoint.example"],
    ["The account is registered under asha@chaipoint.example, not billing@other.example.", "asha@chaipoint.example"],
    ["Please delete the account asha@chaipoint.example.", "asha@chaipoint.example"],
    ["Write to me at me@private.example. Account email: asha@chaipoint.example", "asha@chaipoint.example"],
    ["Email: asha@chaipoint.example\nPhone: 98765", "asha@chaipoint.example"],
    ["(asha@chaipoint.example)", "asha@chaipoint.example"],
    ["<mailto:asha@chaipoint.example>", "asha@chaipoint.example"],
    ["mera registered email asha@chaipoint.example hai", "asha@chaipoint.example"],
    ["account ka email: asha@chaipoint.example", "asha@chaipoint.example"],
    ["खाता ईमेल: asha@chaipoint.example", "asha@chaipoint.example"],
    ["मेरे खाते का ईमेल asha@chaipoint.example है।", "asha@chaipoint.example"],
    ["I wrote to support@callmissed.com before. My account email is asha@chaipoint.example", "asha@chaipoint.example"],
    ["Account email: asha+callmissed@chaipoint.example", "asha+callmissed@chaipoint.example"],
    ["Account email: *asha@chaipoint.example*", "asha@chaipoint.example"],
  ])("%s", (text, email) => expect(read(text).accountEmail).toBe(email));

  it.each([
    ["no address at all", "Please delete our account."],
    ["only our own address", "I write to support@callmissed.com to ask for deletion."],
    ["two addresses, neither called the account's", "Write to a@one.example or b@two.example."],
    [
      "an address in what somebody else wrote",
      "Please delete.\n\nOn Mon, 2 Nov 2026, Support wrote:\n> Account email: ravi@chaipoint.example",
    ],
    ["an address below the signature line", "Please delete.\n-- \nAsha, asha@chaipoint.example"],
  ])("is not guessed from %s", (_, text) => expect(read(text).accountEmail).toBeNull());

  it("may stand in the subject", () =>
    expect(read("Thanks", "Delete account asha@chaipoint.example").accountEmail).toBe("asha@chaipoint.example"));
});

// proves: D2.5
describe("the organisation is what the writer calls it", () => {
  it.each([
    ["Organization name: Chai Point Labs", "Chai Point Labs"],
    ["Organisation Name - Chai Point Labs", "Chai Point Labs"],
    ["Organisation: Chai Point Labs Pvt. Ltd.", "Chai Point Labs Pvt. Ltd."],
    ["Org: Chai Point Labs", "Chai Point Labs"],
    ["Company name = Chai Point Labs", "Chai Point Labs"],
    ["- Organization name:  chai point labs  ", "chai point labs"],
    ["Organization name:\nChai Point Labs\nThanks", "Chai Point Labs"],
    ["*Organization name:* Chai Point Labs", "Chai Point Labs"],
    ["Our organisation is Chai Point Labs.", "Chai Point Labs"],
    ["The organisation name is Chai Point Labs and the account email is asha@chaipoint.example.", "Chai Point Labs"],
    ["My company name is Chai Point Labs, account email asha@chaipoint.example", "Chai Point Labs"],
    ["Please delete the account of our organisation Chai Point Labs.", "Chai Point Labs"],
    ["Please delete the account of our organisation, Chai Point Labs, with all data.", "Chai Point Labs"],
    ['Our organisation is called "Chai Point Labs".', "Chai Point Labs"],
    ["I write on behalf of Chai Point Labs to close the account.", "Chai Point Labs"],
    ["Hamari company ka naam Chai Point Labs hai.", "Chai Point Labs"],
    ["Organisation ka naam: Chai Point Labs", "Chai Point Labs"],
    ["संगठन का नाम: चाय पॉइंट लैब्स", "चाय पॉइंट लैब्स"],
    ["हमारी कंपनी का नाम Chai Point Labs है।", "Chai Point Labs"],
    ["संस्था का नाम - चाय पॉइंट लैब्स", "चाय पॉइंट लैब्स"],
    ["Organization name: Müller & Söhne (India)", "Müller & Söhne (India)"],
    ["Account email: asha@chaipoint.example, Organization name: Chai Point Labs", "Chai Point Labs"],
    ["Organization name: Chai Point Labs; account email: asha@chaipoint.example", "Chai Point Labs"],
    ["Organization name: Chai Point Labs. Please confirm soon.", "Chai Point Labs"],
    ["Organization's name: Chai Point Labs.", "Chai Point Labs"],
    ["Account email\nasha@chaipoint.example\n\nOrganisation name\nChai Point Labs", "Chai Point Labs"],
    ["Email - asha@chaipoint.example, Org - Chai Point Labs", "Chai Point Labs"],
    ["Hello, I am Asha from Chai Point Labs. Please delete our account.", "Chai Point Labs"],
    ["Terminate the account registered to asha@chaipoint.example for Chai Point Labs.", "Chai Point Labs"],
  ])("%s", (text, organisation) => expect(read(text).organisation).toBe(organisation));

  it.each([
    ["no name", "Please delete our organisation account."],
    ["a dash behind the word", "Our organisation - we are closing it."],
    ["a city", "I am writing to you for help. This is about our account."],
    ["a sentence about it", "Our company is shutting down. Please delete the account."],
    ["what somebody else wrote", "Please delete.\n\n> Organization name: Initech"],
  ])("is not guessed from %s", (_, text) => expect(read(text).organisation).toBeNull());
});
