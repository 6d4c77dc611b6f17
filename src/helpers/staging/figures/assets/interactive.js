/* Interactive versions of figures: a button under the figure loads chart and library from this
   site when it is pressed. Without scripts the figure is what it was. */
(() => {
  "use strict";
  const loading = new Map();

  function load(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(address);
          script.remove();
          reject(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  async function draw(box, chart) {
    const { name, folder } = box.dataset;
    await Promise.all([load(`${folder}/vega.js`), load(`${folder}/${name}.js`)]);
    const plot = document.createElement("div");
    plot.style.width = "100%";
    chart.replaceChildren(plot);
    // What is read aloud of the chart, which would be "Vega visualization" otherwise.
    const described = { description: box.dataset.title, ...window.civicVoiceCharts[name] };
    // Expressions are interpreted: the page allows no code that is made of texts.
    await window.vegaEmbed(plot, described, {
      mode: "vega-lite", renderer: "svg", actions: false, ast: true,
    });
  }

  async function toggle(box, button, chart) {
    const opens = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(opens));
    button.textContent = opens ? box.dataset.hide : box.dataset.show;
    chart.hidden = !opens;
    if (!opens || chart.dataset.state === "drawn") return;
    button.setAttribute("aria-busy", "true");
    try {
      await draw(box, chart);
      chart.dataset.state = "drawn";
    } catch (error) {
      chart.textContent = box.dataset.failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  function addButton(box) {
    const chart = document.createElement("div");
    chart.id = `${box.dataset.name}-interactive`;
    chart.className = "interactive-chart";
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", `${box.dataset.show}: ${box.dataset.title}`);
    chart.hidden = true;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "interactive-button";
    button.textContent = box.dataset.show;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", chart.id);
    button.addEventListener("click", () => toggle(box, button, chart));
    (box.querySelector("p") ?? box).prepend(button, " ");
    box.append(chart);
  }

  document.querySelectorAll(".figure-files[data-show]").forEach(addButton);
})();
