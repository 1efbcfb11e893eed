// Adds to dates of the page how many days ago they were, by the reader's calendar. Pages themselves
// never ask for the time of day, so that the same data give the same bytes.
const now = new Date();
const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
for (const time of document.querySelectorAll("time[data-days-ago]")) {
  const days = Math.round((today - Date.parse(time.dateTime)) / 86_400_000);
  if (days >= 0) {
    const ago = document.createElement("small");
    ago.className = "days-ago";
    ago.textContent = days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
    time.after(" ", ago);
  }
}
