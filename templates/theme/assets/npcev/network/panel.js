// The claims of what was chosen, each with how far to trust it.
import { groupsOf } from "./model.js";

const ROOT = new URL("../../../", import.meta.url);

const make = (tag, className, ...inside) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside.filter((part) => part !== null && part !== ""));
  return made;
};

/** A link to a page of this site; text alone where the address leads elsewhere. */
function link(path, text, className = "") {
  const made = make("a", className, text);
  const address = new URL(path, ROOT);
  if (!address.href.startsWith(ROOT.href)) return document.createTextNode(text);
  made.href = address.href;
  return made;
}

const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

function level(claim) {
  const rungs = make("span", "rungs", ...[1, 2, 3, 4, 5].map(() => make("i")));
  rungs.setAttribute("aria-hidden", "true");
  const review = claim.review ? " level-review" : "";
  return make("span", `level level-${claim.level.toLowerCase()}${review}`, rungs, make("b", "", claim.says));
}

export class Panel {
  /** `effects` shows an effect as the page does; `go` is called with the id of another place. */
  constructor(box, net, effects, { go, only, close }) {
    Object.assign(this, { box, net, effects, go, only, close });
  }

  hide() {
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  /** Show a node with its edges and claims. */
  showNode({ node, claims }, edges, narrowed) {
    const title = make("h2", "", node.page ? link(node.page, node.label) : node.label);
    const near = edges.filter((edge) => edge.start.id === node.id || edge.end.id === node.id);
    const toggle = make("button", "", narrowed ? "Show all again" : "Show these ways only");
    toggle.type = "button";
    toggle.addEventListener("click", () => this.only(!narrowed));
    const listed = make("ul", "net-near", ...near.map((edge) => this.nearby(edge, node)));
    const way = make("details", "", make("summary", "", plural(near.length, "edge")), listed);
    this.fill(title, claims, toggle, way);
  }

  /** Show an edge with its claims. */
  showEdge(edge) {
    const arrow = edge.effect ? this.effects(edge.effect) : make("span", "", "→");
    const ends = [edge.start, edge.end].map((node) => (node.page ? link(node.page, node.label) : node.label));
    this.fill(make("h2", "", ends[0], " ", arrow, " ", ends[1]), edge.claims);
  }

  nearby(edge, node) {
    const other = edge.start.id === node.id ? edge.end : edge.start;
    const button = make("button", "", edge.start.id === node.id ? "to " : "from ", other.label);
    if (edge.effect) button.append(", ", this.effects(edge.effect));
    button.append(make("small", "", ` ${plural(edge.claims.length, "claim")}`));
    button.type = "button";
    button.addEventListener("click", () => this.go(edge.id));
    return make("li", "", button);
  }

  fill(title, claims, ...more) {
    title.tabIndex = -1;
    const shut = make("button", "net-close", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", "Close");
    shut.addEventListener("click", () => this.close());
    const counted = make("p", "aside", `${plural(claims.length, "claim")}, ${groupsOf(this.net, claims)}`);
    const list = make("ol", "net-claims", ...claims.map((claim) => this.claim(claim)));
    this.box.replaceChildren(shut, title, counted, ...more, list);
    this.box.hidden = false;
    this.box.scrollTop = 0;
  }

  claim(claim) {
    const { net } = this;
    const study = net.studies[claim.study];
    const names = (column) => (claim.stop[column] ?? []).map((node) => node.label).join(", ");
    const says = make("p", "net-says", `${names("cargo")} `, this.effects(claim.effect), ` ${names("outcome")}`);
    const way = ["source", "recipient", "step"].filter((column) => claim.stop[column]);
    const words = { source: "from", recipient: "on", step: "by way of" };
    const by = way.map((column) => `${words[column]} ${names(column)}`).join("; ");
    const [raised, unseen] = claim.flags;
    const facts = make("ul", "facts-in-line", make("li", "", level(claim), ...claim.marks.map((mark) => make("span", "mark", mark))));
    if (claim.review) facts.append(make("li", "by-review", "as stated by the review"));
    if (claim.field === false) facts.append(make("li", "mark", "on another disease"));
    if (claim.field === null) facts.append(make("li", "unknown", "disease not known"));
    facts.append(make("li", raised ? "flag-raised" : "", raised ? `⚑ ${plural(raised, "flag")}` : "no flag raised"));
    if (unseen) facts.append(make("li", "unknown", `${unseen} not assessable`));
    facts.append(make("li", "", claim.peers));
    const item = make("li", "net-claim", says, make("p", "aside", by), facts);
    const source = make("p", "net-source", link(`studies/${claim.study}/#${claim.id}`, study.label));
    if (study.fallen) source.append(" ", make("span", "fallen-mark", study.fallen));
    item.append(source);
    for (const id of claim.debates) {
      const { label: said, relation } = net.debates[id];
      const sign = claim.disputes.includes(id) ? "⇄ " : "";
      item.append(make("p", "net-debate", `${sign}${relation}: `, link(`debates/${id}/`, said)));
    }
    item.dataset.ref = claim.ref;
    return item;
  }
}
