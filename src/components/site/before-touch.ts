/**
 * Runs inline before a part that comes at the first touch. `data-back` marks a page that has something to show which its HTML
 * does not say: it is opened for something, by its address or in another page, or this browser keeps something of the site, or
 * does not say whether it does. `data-until-read` marks what is only true where nothing is kept; on such a page it is not seen
 * until what is kept was read.
 *
 * A button that is pressed before its script is there is pressed again by `pressEarly`. A form means nothing to the browser
 * itself: without its script it would only be refused.
 */
export const BEFORE_TOUCH =
  "{const b=()=>document.documentElement.dataset.back='';if(location.hash||location.search||top!==self||navigator.serviceWorker?.controller)b();else try{localStorage.length?b():indexedDB.databases().then(d=>d.length&&b(),b)}catch{b()}addEventListener('click',e=>{const b=e.target.closest('[data-touch]:not([data-live]) button');if(b)b.dataset.early=''});addEventListener('submit',e=>e.preventDefault(),true)}";
