// Hilft bei einem Tag, den man auch tippen kann: Heute und Gestern, der Kalender des Geräts, Pfeil auf und ab um einen Tag.
(() => {
  "use strict";
  const alsTag = (text) => {
    const teile = text.trim().match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/);
    if (!teile) return null;
    const tag = new Date(Date.UTC(teile[3], teile[2] - 1, teile[1]));
    return tag.getUTCDate() === Number(teile[1]) ? tag : null;
  };
  const inHeilbronn = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });
  const vor = (tage) => { const tag = new Date(`${inHeilbronn.format(new Date())}T00:00Z`); tag.setUTCDate(tag.getUTCDate() - tage); return tag; };
  const setzen = (feld, tag) => {
    feld.value = tag.toLocaleDateString("de-DE", { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric" });
    ["input", "change"].forEach((art) => feld.dispatchEvent(new Event(art, { bubbles: true })));
  };

  document.addEventListener("keydown", (ereignis) => {
    const { target: feld, key } = ereignis;
    const tag = feld.matches?.("input[data-datum]") && ["ArrowUp", "ArrowDown"].includes(key) ? alsTag(feld.value) : null;
    if (!tag) return;
    ereignis.preventDefault();
    tag.setUTCDate(tag.getUTCDate() + (key === "ArrowUp" ? 1 : -1));
    setzen(feld, tag);
  });

  // Die Knöpfe sind für Maus und Finger: Mit der Tastatur ist getippt schneller, darum halten sie dort nicht auf.
  const neu = (art, merkmale) => Object.assign(document.createElement(art), { tabIndex: -1, ...merkmale });
  const knopf = (text, wozu, tun) => {
    const dieser = neu("button", { type: "button", className: "arge-datumshilfe__knopf", textContent: text, ariaLabel: `${text || "Kalender"} für ${wozu}` });
    dieser.addEventListener("click", tun);
    return dieser;
  };
  document.querySelectorAll("form:not(.arge-filter) input[data-datum]").forEach((feld) => {
    const hilfe = Object.assign(document.createElement("span"), { className: "arge-datumshilfe" });
    const wozu = feld.labels[0]?.firstChild.textContent.trim() ?? "";
    const kalender = neu("input", { type: "date", className: "arge-datumshilfe__kalender", ariaHidden: "true" });
    kalender.addEventListener("change", () => { if (kalender.value) setzen(feld, new Date(`${kalender.value}T00:00Z`)); });
    const oeffnen = knopf("", wozu, () => {
      const tag = alsTag(feld.value);
      kalender.value = tag ? tag.toISOString().slice(0, 10) : "";
      kalender.showPicker();
    });
    oeffnen.append(Object.assign(document.createElement("span"), { className: "kern-icon kern-icon--calendar-today", ariaHidden: "true" }));
    hilfe.append(oeffnen, kalender);
    ["Heute", "Gestern"].forEach((wort, tage) => {
      if (feld.dataset.datum.includes(wort.toLowerCase())) hilfe.append(knopf(wort, wozu, () => setzen(feld, vor(tage))));
    });
    feld.after(hilfe);
  });
})();
