/** Where a browser keeps somebody's choice of light or dark; nothing is there while it follows the system. */
export const THEME_KEY = "callmissed-theme";

/** Dresses the page before its first pixel; whatever changes later is React's. Stands in every page's frame, with its nonce. */
export const THEME_SCRIPT = `(function(){
var t=null;try{t=localStorage.getItem("${THEME_KEY}")}catch(e){}
var d=t==="dark"||(t!=="light"&&matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.classList.add(d?"dark":"light")
})()`;
