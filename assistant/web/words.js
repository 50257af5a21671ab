// Says what the interface says, in its language (rendering/languages), which becomes the page's.
window.words = (() => {
  const { language, texts } = window.interfaceWords;
  document.documentElement.lang = language;
  // What a reader typed may have no words of its own.
  return (key, blanks = {}) =>
    (texts[key] ?? key.replace(/^[^.]*[.]/, "")).replace(/{(\w+)}/g, (_, name) => blanks[name]);
})();
