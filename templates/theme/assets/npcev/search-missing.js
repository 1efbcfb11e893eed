// On a page that is missing: the words of its address, as a search.
const said = location.pathname.replace(/\/+$/, "").split("/").pop();
let words = "";
try {
  words = decodeURIComponent(said).replace(/\.\w+$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
} catch {
  // an address that cannot be decoded says nothing
}
if (words) {
  const place = document.getElementById("meant");
  const link = place.querySelector("a");
  link.href = `${link.href}?${new URLSearchParams({ q: words })}`;
  link.textContent = words;
  place.hidden = false;
}
