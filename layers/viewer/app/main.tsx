/**
 * The viewer in the browser: one page after another, by the URL.
 */
import { render } from "preact"
import { useState } from "preact/hooks"
import { useKeys } from "./keys.ts"
import { useAddress } from "./navigation.tsx"
import { Link } from "./navigation.tsx"
import { ComparedPage } from "./pages/ComparedPage.tsx"
import { ComparisonPage } from "./pages/ComparisonPage.tsx"
import { ExperimentPage } from "./pages/ExperimentPage.tsx"
import { ExperimentsPage } from "./pages/ExperimentsPage.tsx"
import { ObservationPage } from "./pages/ObservationPage.tsx"
import { Help } from "./parts/Help.tsx"

const Page = () => {
  const address = useAddress()
  switch (address.page) {
    case "experiments":
      return <ExperimentsPage {...address} />
    case "experiment":
      return <ExperimentPage key={address.id} {...address} />
    case "observation":
      return <ObservationPage key={`${address.id} ${address.idx}`} {...address} />
    case "comparison":
      return <ComparisonPage {...address} />
    case "compared":
      return <ComparedPage key={address.idx} {...address} />
    case "nothing":
      return (
        <p class="message">
          There is no such page. <Link to="/">All experiments</Link>
        </p>
      )
  }
}

const App = () => {
  const [isHelping, setHelping] = useState(false)
  useKeys({ "?": () => setHelping(true) })
  return (
    <>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="bar">
        <Link to="/" class="brand">introspect</Link>
        <span class="motto">what models say of their own answers</span>
        <button type="button" class="plain" onClick={() => setHelping(true)}>
          Keys <kbd>?</kbd>
        </button>
      </header>
      <main id="content">
        <Page />
      </main>
      {isHelping && <Help onClose={() => setHelping(false)} />}
    </>
  )
}

render(<App />, document.querySelector("#app")!)
