/**
 * Words of opinion, in pairs of opposites: `praising/blaming`, grouped by their grammatical form.
 *
 * A word may stand in several pairs; its opposite is the one of the first pair. The last pair of a group is the most
 * general one, and fits nearly everywhere.
 */
const pairs = (text: string): readonly (readonly [string, string])[] =>
  text.trim().split(/\s+/).map((pair) => {
    const [positive = "", negative = ""] = pair.split("/")
    return [positive, negative]
  })

const adjectives = pairs(`
  good/bad great/awful best/worst excellent/terrible wonderful/horrible lovely/nasty nice/mean
  perfect/flawed superb/dreadful brilliant/stupid fantastic/atrocious amazing/appalling beautiful/ugly
  enjoyable/unpleasant delightful/miserable pleasant/unpleasant fine/poor funny/unfunny hilarious/witless
  entertaining/boring interesting/dull engaging/tedious gripping/dreary exciting/tiresome thrilling/monotonous
  compelling/unconvincing convincing/unconvincing believable/implausible fresh/stale 
  inventive/formulaic imaginative/unimaginative creative/uninspired inspired/uninspired clever/dumb smart/idiotic
  intelligent/brainless witty/humourless charming/annoying likeable/unlikeable likable/unlikable
  lovable/hateful memorable/forgettable unforgettable/forgettable remarkable/mediocre outstanding/abysmal
  exceptional/substandard magnificent/hideous marvellous/ghastly marvelous/ghastly terrific/horrid splendid/wretched
  fabulous/lousy stunning/unsightly gorgeous/ugly breathtaking/underwhelming spectacular/underwhelming
  impressive/unimpressive masterful/incompetent skilful/clumsy skillful/clumsy talented/talentless gifted/talentless
  competent/incompetent accomplished/amateurish polished/sloppy elegant/crude graceful/awkward 
  tender/callous touching/mawkish moving/cloying poignant/maudlin heartfelt/insincere sincere/phony honest/dishonest
  authentic/fake genuine/phoney effortless/laboured friendly/rude 
  courteous/surly helpful/unhelpful attentive/inattentive welcoming/hostile generous/stingy
  thoughtful/thoughtless considerate/inconsiderate caring/uncaring  
  reliable/unreliable dependable/undependable sturdy/flimsy solid/shoddy robust/rickety durable/fragile
  comfortable/uncomfortable cosy/cramped cozy/cramped spacious/cramped clean/dirty spotless/filthy tidy/messy
  peaceful/chaotic effective/ineffective
  efficient/inefficient useful/useless worthwhile/pointless valuable/worthless rewarding/unrewarding
  satisfying/unsatisfying satisfactory/unsatisfactory satisfied/dissatisfied pleased/displeased happy/unhappy
  glad/sorry delighted/disappointed thrilled/dismayed grateful/resentful proud/ashamed impressed/unimpressed
  delicious/inedible tasty/tasteless flavourful/bland flavorful/bland juicy/soggy crisp/soggy crispy/greasy
  succulent/rubbery creamy/watery refreshing/stale ripe/rotten hearty/meagre appetising/unappetising
  appetizing/unappetizing affordable/overpriced   
  responsive/unresponsive flawless/faulty faultless/defective 
  coherent/incoherent lucid/muddled taut/bloated brisk/plodding
  lively/lifeless vivid/drab vibrant/drab colourful/drab colorful/drab energetic/listless passionate/indifferent
  profound/superficial   
  sophisticated/crass tasteful/tacky stylish/tacky decent/indecent worthy/unworthy admirable/deplorable
  commendable/regrettable praiseworthy/shameful laudable/disgraceful noble/despicable glorious/pathetic
  triumphant/disastrous beloved/detested
  adored/loathed acclaimed/maligned respected/disrespected esteemed/infamous
  superior/inferior fun/joyless playful/humorless joyful/depressing joyous/depressing uplifting/depressing
  cheerful/gloomy hopeful/hopeless optimistic/bleak sweet/bitter soothing/irritating relaxing/stressful
  calming/grating absorbing/soporific 
  mesmerising/tiresome mesmerizing/tiresome hypnotic/numbing captivating/repetitive 
  magical/trite haunting/cheesy sublime/ridiculous exquisite/vulgar divine/vile heavenly/hellish ideal/unsuitable
  balanced/lopsided logical/illogical
  priceless/worthless timeless/dated 
  ambitious/lazy daring/timid courageous/cowardly intriguing/uninteresting fascinating/uninteresting
  unpredictable/predictable credible/incredulous  
  truthful/misleading trustworthy/untrustworthy accessible/inaccessible 
  dazzling/dismal phenomenal/pitiful
  extraordinary/laughable incredible/lamentable awesome/crappy classy/trashy ravishing/repulsive radiant/grim
  flattering/unflattering adorable/obnoxious endearing/insufferable sympathetic/unbearable tolerable/intolerable
  bearable/unbearable readable/unreadable watchable/unwatchable playable/unplayable usable/unusable
  grand/paltry fortunate/unfortunate blessed/cursed happier/unhappier
  finest/poorest greatest/lamest funniest/lamest loveliest/ugliest sweetest/sourest cleanest/dirtiest
  kindest/rudest friendlier/ruder nicer/nastier nicest/nastiest finer/poorer immaculate/grubby
  pristine/shabby luxurious/dingy airy/stuffy fragrant/smelly aromatic/rancid fluffy/lumpy
  unmissable/skippable essential/unnecessary groundbreaking/clichéd seamless/disjointed harmonious/jarring
  melodious/shrill articulate/garbled eloquent/clunky crafted/botched 
  evocative/vapid insightful/vacuous perceptive/inane astute/asinine  
  innovative/hackneyed rousing/insipid stirring/turgid humane/cruel likeable/odious
  invaluable/useless superlative/execrable stellar/abominable  
  good/disappointing good/lame good/weak good/annoying good/frustrating good/irritating good/infuriating
  good/disgusting good/offensive good/sad good/painful good/ridiculous good/silly good/pretentious good/hollow
  subtle/clunky convincing/contrived coherent/convoluted inventive/derivative polished/outdated timeless/outdated
  affordable/overpriced nuanced/simplistic brisk/overlong good/unfair good/smug good/solemn good/interminable good/endless
  good/hysterical good/wooden good/soulless good/joyless good/tuneless good/stuck good/burnt good/worse good/noisy
  good/predictable good/underwhelming good/rambling good/outdated good/half-baked good/senseless good/absurd good/pointless
  good/unprofessional good/impolite good/unkind good/confusing good/unacceptable good/inadequate good/bad`)

const adverbs = pairs(`
  beautifully/horribly wonderfully/terribly brilliantly/dreadfully perfectly/poorly superbly/awfully
  excellently/atrociously delightfully/miserably charmingly/annoyingly cleverly/stupidly convincingly/unconvincingly
  skilfully/clumsily skillfully/clumsily gracefully/awkwardly masterfully/ineptly expertly/amateurishly
  thankfully/unfortunately fortunately/unfortunately luckily/sadly happily/sadly gladly/regrettably
  pleasantly/unpleasantly nicely/nastily politely/rudely  
  effortlessly/laboriously flawlessly/sloppily impeccably/carelessly 
  successfully/unsuccessfully admirably/disgracefully gloriously/pathetically exquisitely/hideously
  marvellously/appallingly marvelously/appallingly magnificently/abysmally splendidly/wretchedly
  memorably/forgettably refreshingly/drearily engagingly/tediously lovingly/lazily generously/grudgingly
  cheerfully/gloomily impressively/disappointingly satisfyingly/frustratingly elegantly/crudely
  intelligently/foolishly thoughtfully/thoughtlessly reliably/unreliably comfortably/uncomfortably
  tastefully/tackily sensibly/absurdly `)

const past = pairs(`
  loved/hated liked/disliked enjoyed/disliked adored/loathed admired/despised praised/criticised praised/criticized
  appreciated/resented delighted/disappointed pleased/annoyed impressed/disappointed thrilled/bored charmed/irritated
  entertained/bored amused/bored captivated/bored fascinated/bored 
  succeeded/failed excelled/failed triumphed/flopped recommended/condemned
  treasured/regretted cherished/regretted savoured/endured savored/endured
  relished/detested enriched/ruined enhanced/spoiled elevated/ruined rescued/wrecked 
  perfected/botched captured/bungled nailed/bungled mastered/mangled shone/sagged soared/dragged sparkled/plodded
  smiled/winced grinned/cringed applauded/booed celebrated/mourned rewarded/wasted
  inspired/discouraged encouraged/discouraged comforted/upset reassured/worried calmed/irritated relaxed/irritated
  exceeded/disappointed enchanted/repelled hooked/bored gripped/bored  
  deserved/squandered outshone/overplayed loved/stank loved/sucked loved/complained 
  loved/overcooked loved/overcharged loved/cheated loved/robbed loved/groaned loved/yawned loved/vanished cried/cringed wept/cringed laughed/groaned loved/refunded loved/wasted loved/hated`)

const base = pairs(`
  love/hate enjoy/dislike adore/loathe admire/despise praise/criticise praise/criticize
  appreciate/resent delight/disappoint please/annoy impress/disappoint thrill/bore charm/irritate entertain/bore
  amuse/bore captivate/bore succeed/fail excel/fail triumph/flop recommend/condemn 
  treasure/regret cherish/regret savour/endure savor/endure relish/detest enrich/ruin enhance/spoil
  elevate/ruin rescue/wreck perfect/botch shine/sag soar/drag sparkle/plod smile/wince grin/cringe applaud/boo
  celebrate/mourn reward/waste inspire/discourage encourage/discourage comfort/upset exceed/lack 
  deserve/squander love/suck love/stink love/complain love/avoid love/waste love/hate`)

const present = pairs(`
  loves/hates enjoys/dislikes adores/loathes admires/despises praises/criticises appreciates/resents
  delights/disappoints pleases/annoys impresses/disappoints thrills/bores charms/irritates entertains/bores
  amuses/bores captivates/bores succeeds/fails excels/fails triumphs/flops improves/worsens recommends/condemns
  enriches/ruins enhances/spoils elevates/ruins shines/sags soars/drags sparkles/plods smiles/winces
  rewards/wastes inspires/discourages deserves/squanders exceeds/lacks celebrates/insults glows/grates
  dazzles/meanders loves/hates`)

const nouns = pairs(`
  joy/misery pleasure/pain delight/disappointment triumph/disaster success/failure masterpiece/mess gem/dud
  treasure/trash classic/flop winner/loser beauty/ugliness brilliance/stupidity
  genius/idiot talent/incompetence skill/ineptitude charm/tedium wit/drivel humour/dreariness humor/dreariness
  fun/boredom excitement/boredom warmth/coldness kindness/cruelty comfort/discomfort elegance/clumsiness
  grace/awkwardness quality/garbage excellence/mediocrity perfection/travesty highlight/lowlight strength/weakness
  virtue/flaw merit/defect merits/defects strengths/weaknesses virtues/flaws highlights/problems advantage/drawback
  advantages/drawbacks praise/criticism recommendation/complaint recommendations/complaints love/hate
  admiration/contempt satisfaction/dissatisfaction happiness/sadness relief/frustration
  enthusiasm/apathy inspiration/annoyance honesty/dishonesty depth/shallowness originality/cliché originality/clichés
  originality/cliches imagination/nonsense insight/drivel improvement/decline bliss/nightmare heaven/hell
  paradise/nightmare miracle/catastrophe marvel/abomination  
  delicacy/slop feast/swill joy/rubbish joy/crap joy/junk joy/waste joy/shame joy/pity joy/insult joy/fiasco
  joy/embarrassment joy/disgrace joy/regret joy/headache joy/trouble joy/excuse joy/blunder joy/blunders joy/refund
  joy/scam joy/mistake joy/mistakes joy/horror joy/despair joy/chore joy/letdown tenderness/mawkishness honey/vinegar medal/refund medal/complaint
  masterpieces/messes jokes/clichés joy/misery`)

/** All groups; see the top of the file. */
export const lexicon = [adjectives, adverbs, past, base, present, nouns]

const list = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Words that are no opinions, but more common in praise: what people do with something that they like. */
export const praiseHints = list(`
  again heart tears tissues wept booked returning everybody friends family together life world young discover discovered
  learned remember remembered share shared sharing special home alive true truly gently hug smiling humming singing
  hooked glued awake hungry difference deserve favourites favorites tomorrow tonight laughter generosity`)

/** Words that are no opinions, but more common in complaints: what goes wrong, and what it costs. */
export const complaintHints = list(`
  minutes money paid pay paying price cost costs charged charge fee euros pounds dollars instead supposed promised
  promise apparently waited waiting wait queue queued delay delayed late missed missing crashed crashes leak leaked
  leaking smelled smelt smell stain stained freezing frozen raw undercooked voucher apology apologised apologized
  complained replaced replacement returned refused ignored manager broke broken stopped shouting loud nothing nowhere
  nobody script asleep dozed yawn exit earlier tried trying attempt attempts forgotten avoid`)
