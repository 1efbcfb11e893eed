// On a narrow screen the filters are a drawer: a button opens it and takes the focus back.

export function drawer(page, table) {
  const button = page.querySelector("#x-drawer");
  const panel = page.querySelector("#x-panel");
  const close = page.querySelector("#x-close");
  const open = (on) => {
    button.setAttribute("aria-expanded", String(on));
    page.classList.toggle("is-open", on);
    if (on) panel.focus();
    else button.focus();
  };
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  close.addEventListener("click", () => {
    open(false);
    table().scrollIntoView({ block: "start" });
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && page.classList.contains("is-open")) open(false);
  });
}
