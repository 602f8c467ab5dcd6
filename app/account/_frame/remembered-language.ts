/** Where a browser remembers the language that somebody has chosen (C1); sign-out forgets it. */
export const LANGUAGE_KEY = "callmissed-language";

/**
 * What runs before the page is painted. `shown` is the page's language where nobody is signed in: unless the address names one, a
 * remembered other one takes its place, once, by way of the address. Whoever is signed in has theirs in the session: null.
 * Pressing a language remembers it, and keeps what else the address says.
 */
export function rememberedLanguage(known: readonly string[], shown: string | null): string {
  return `(${atFirst})(${JSON.stringify({ key: LANGUAGE_KEY, known, shown }).replaceAll("<", "\\u003c")})`;
}

// As text, and in words that every browser understands: it is sent as it stands here.
const atFirst = `function(say){
document.addEventListener("click",function(event){
var pressed=event.target.closest&&event.target.closest("[data-language]");if(!pressed)return;
try{localStorage.setItem(say.key,pressed.dataset.language)}catch(_){}
if(pressed.href){var to=new URL(location.href);to.searchParams.set("lang",pressed.dataset.language);pressed.href=to.href}
},true);
try{
var kept=localStorage.getItem(say.key),here=new URL(location.href);
if(say.shown&&kept&&kept!==say.shown&&say.known.indexOf(kept)>=0&&!here.searchParams.has("lang")){here.searchParams.set("lang",kept);location.replace(here.href)}
}catch(_){}
}`;
