// Schnellwahl der Dauer: Auswahl leert die getippte Zahl und umgekehrt, damit nie beides dasteht.
document.querySelectorAll(".arge-dauer").forEach((dauer) => {
  const andere = dauer.querySelector("input[type=text]");
  dauer.addEventListener("change", ({ target }) => { if (target.type === "radio") andere.value = ""; });
  andere.addEventListener("input", () => {
    if (andere.value) dauer.querySelectorAll("input[type=radio]").forEach((r) => { r.checked = false; });
  });
});
