// long: a list of names, one organisation per line.
// Name | slug (its mail domain is <slug>.example) | city | GST state code | kind of business
const LIST = `
Sanjeevani Family Clinic|sanjeevani-clinic|Pune|27|clinic
Annapurna Kirana Stores|annapurna-kirana|Nagpur|27|kirana
Vidyarambh Learning|vidyarambh|Kota|08|edtech
Himdarshan Holidays|himdarshan|Shimla|02|travel
Kesar & Kutch|kesarkutch|Bhuj|24|d2c
Palm Grove Co-operative Housing Society|palmgrove-chs|Mumbai|27|society
Saral Vitta Finance|saralvitta|Jaipur|08|nbfc
Filter Kaapi House|filterkaapi|Chennai|33|cafe
Sahyadri Courier Network|sahyadri-courier|Pune|27|logistics
Tiruvalluvar Motors|tiruvalluvar-motors|Coimbatore|33|auto
Roop Rekha Salon & Spa|rooprekha|Lucknow|09|salon
Aangan Realty|aangan-realty|Ahmedabad|24|realty
Bluepeacock Software|bluepeacock|Hyderabad|36|software
Netralaya Eye Care|netralaya-eye|Kolkata|19|clinic
Gupta Super Bazaar|gupta-bazaar|Kanpur|09|kirana
Abhyas Coaching Classes|abhyas-classes|Patna|10|edtech
Malabar Backwater Tours|malabar-tours|Kochi|32|travel
Neem & Naturals|neemnaturals|Bengaluru|29|d2c
Shanti Niketan Residents Association|shanti-niketan-rwa|Delhi|07|society
Udyam Micro Credit|udyam-credit|Bhopal|23|nbfc
Bombay Tiffin Co|bombaytiffin|Mumbai|27|cafe
Vayu Freight Lines|vayu-freight|Gurugram|06|logistics
Deccan Two Wheelers|deccan-two|Hyderabad|36|auto
Studio Alta Hair|studio-alta|Goa|30|salon
Nandanavana Homes|nandanavana|Mysuru|29|realty
Kaveri Cloudworks|kaveri-cloud|Bengaluru|29|software
Aarogya Diagnostics|aarogya-dx|Indore|23|clinic
Shree Ganesh Provision|shreeganesh-provision|Nashik|27|kirana
Gyanodaya Public School|gyanodaya|Varanasi|09|edtech
Rann Safari Company|rannsafari|Rajkot|24|travel
Thari Jute Bags|tharijute|Kolkata|19|d2c
Lake View Apartments Association|lakeview-apts|Hyderabad|36|society
Bharosa Gold Loans|bharosa-gold|Thrissur|32|nbfc
Chowk Chaat Corner|chowkchaat|Delhi|07|cafe
Meghdoot Parcel Service|meghdoot-parcel|Guwahati|18|logistics
Highway Tyre Point|highwaytyre|Ludhiana|03|auto
Kaya Kalp Wellness|kayakalp|Surat|24|salon
Brindavan Plots|brindavan-plots|Vijayawada|37|realty
Sutradhar Systems|sutradhar|Pune|27|software
Dr Banerjee Child Clinic|banerjee-child|Howrah|19|clinic
Balaji Fresh Mart|balajifresh|Tirupati|37|kirana
Ganitam Maths Lab|ganitam|Chennai|33|edtech
Brahmaputra Trails|brahmaputra-trails|Dibrugarh|18|travel
Mitti Ki Khushboo|mittikhushboo|Lucknow|09|d2c
Orchid Heights CHS|orchid-heights|Thane|27|society
Navjeevan Housing Finance|navjeevan-hf|Ahmedabad|24|nbfc
Idli Vada & More|idlivada|Bengaluru|29|cafe
Garuda Last Mile|garuda-lastmile|Bengaluru|29|logistics
Punjab Tractor Parts|punjab-tractor|Amritsar|03|auto
Nikhaar Beauty Lounge|nikhaar|Chandigarh|04|salon
Tulsi Vihar Developers|tulsivihar|Indore|23|realty
Quietloop Analytics|quietloop|Bengaluru|29|software
Smile Street Dental|smilestreet|Bengaluru|29|clinic
Om Sai Medical & General|omsai-medical|Aurangabad|27|kirana
Shiksha Setu Foundation|shikshasetu|Ranchi|20|edtech
Charminar City Walks|charminar-walks|Hyderabad|36|travel
Pashmina Post|pashminapost|Srinagar|01|d2c
Green Meadows Villa Owners|greenmeadows|Bengaluru|29|society
Dhanvridhi Capital|dhanvridhi|Mumbai|27|nbfc
Awadh Kebab Ghar|awadh-kebab|Lucknow|09|cafe
Rajdhani Packers and Movers|rajdhani-packers|Delhi|07|logistics
Konkan Auto Care|konkan-auto|Ratnagiri|27|auto
Lotus Yoga Shala|lotusyoga|Rishikesh|05|salon
Gomti Enclave Builders|gomti-enclave|Lucknow|09|realty
Vaakya Language Labs|vaakya|Chennai|33|software
Mother & Me Maternity Home|motherandme|Jaipur|08|clinic
Kudumbashree Grocers|kudumba-grocers|Thiruvananthapuram|32|kirana
Code Pathshala|codepathshala|Noida|09|edtech
Ladakh Moto Adventures|ladakhmoto|Leh|38|travel
Banarasi Bunkar Collective|banarasi-bunkar|Varanasi|09|d2c
Silver Oaks Federation|silveroaks|Gurugram|06|society
Kisan Sahay Nidhi|kisansahay|Nashik|27|nbfc
Momo Junction|momojunction|Siliguri|19|cafe
Coromandel Shipping Agents|coromandel-ship|Visakhapatnam|37|logistics
Shakti E-Rickshaw|shakti-erick|Kanpur|09|auto
Mehendi by Farzana|mehendi-farzana|Hyderabad|36|salon
Casa Mandovi Rentals|casamandovi|Panaji|30|realty
Nakshatra Payroll|nakshatra|Pune|27|software
Prakriti Ayurveda Kendra|prakriti-ayur|Haridwar|05|clinic
Patel Brothers Wholesale|patelbros|Vadodara|24|kirana
Saraswati Music Academy|saraswati-music|Thanjavur|33|edtech
Desert Star Camps|desertstar|Jaisalmer|08|travel
Millet Morning|milletmorning|Hyderabad|36|d2c
Sea Breeze Co-op Society|seabreeze|Navi Mumbai|27|society
Sampoorna Sahkari Patsanstha|sampoorna-patsanstha|Kolhapur|27|nbfc
Biryani Darbar|biryanidarbar|Hyderabad|36|cafe
Northline Cold Chain|northline-cold|Chandigarh|04|logistics
Vega Car Studio|vegacar|Bhubaneswar|21|auto
Fitbharat Gym|fitbharat|Nagpur|27|salon
Himachal Orchard Estates|hp-orchards|Solan|02|realty
Tambola Interactive|tambola-int|Mumbai|27|software
Jeevan Jyoti Hospital|jeevanjyoti|Gorakhpur|09|clinic
Shivam Departmental Store|shivam-dept|Bhopal|23|kirana
Pravesh UPSC Mentors|pravesh-upsc|Delhi|07|edtech
Sundarban Boat Tours|sundarban-boats|Kolkata|19|travel
Chanderi Looms|chanderilooms|Gwalior|23|d2c
Prestige Riverside Owners|riverside-owners|Chennai|33|society
Mahila Bachat Bank|mahilabachat|Raipur|22|nbfc
Chai Sutta Addaa|chaisutta|Indore|23|cafe
Triveni Tempo Service|triveni-tempo|Prayagraj|09|logistics
Malnad Auto Works|malnad-auto|Shivamogga|29|auto
Tvacha Skin Clinic|tvacha|Mumbai|27|clinic
Om Shanti Villas|omshanti-villas|Jaipur|08|realty
Patang Games|patang-games|Ahmedabad|24|software
Life Spring Physiotherapy|lifespring|Kochi|32|clinic
Devbhoomi Organics|devbhoomi|Dehradun|05|d2c
Little Banyan Preschool|littlebanyan|Bengaluru|29|edtech
Kashi Darshan Yatra|kashiyatra|Varanasi|09|travel
Sikkim Tea Parlour|sikkimtea|Gangtok|11|cafe
Royal Enclave Welfare Society|royal-enclave|Jaipur|08|society
Anandam Small Finance|anandam-sf|Madurai|33|nbfc
Andaman Dive Centre|andamandive|Port Blair|35|travel
Swasth Parivar Pharmacy|swasthparivar|Ghaziabad|09|kirana
Kolhapuri Step|kolhapuristep|Kolhapur|27|d2c
Ujjwal Science Tutorials|ujjwal-science|Bhubaneswar|21|edtech
Silk Route Movers|silkroute-movers|Srinagar|01|logistics
Thangam Jewellers|thangam|Madurai|33|d2c
Bangla Ranna Ghar|bangla-ranna|Kolkata|19|cafe
Greenfield Tractors|greenfield-tractors|Karnal|06|auto
Urban Nest Realtors|urbannest|Gurugram|06|realty
Manas Mental Wellness|manas-wellness|Pune|27|clinic
Kirti Fashion Wholesale|kirtifashion|Surat|24|d2c
Sunrise Towers RWA|sunrise-towers|Noida|09|society
Setu Payments Collections|setu-collect|Mumbai|27|nbfc
Malgudi Books|malgudibooks|Mysuru|29|d2c
Bundelkhand Agro Stores|bundelkhand-agro|Jhansi|09|kirana
Namma Metro Tiffins|namma-tiffins|Bengaluru|29|cafe
Akshar Handwriting Academy|akshar-academy|Rajkot|24|edtech
Mizo Hills Homestays|mizohills|Aizawl|15|travel
Ashirwad Home Loans|ashirwad-loans|Lucknow|09|nbfc
Kamdhenu Dairy Fresh|kamdhenu-dairy|Anand|24|kirana
Drishti Opticals|drishti-opt|Chandigarh|04|clinic
Jal Mahal Paying Guests|jalmahal-pg|Jaipur|08|realty
Express Bike Clinic|expressbike|Pune|27|auto
Nritya Dance Studio|nritya|Thiruvananthapuram|32|salon
Tarang Audio|tarang-audio|Noida|09|d2c
Chhattisgarh Millet Cafe|cgmillet|Raipur|22|cafe
Peepal Tree Schools|peepaltree|Jamshedpur|20|edtech
Nilgiri Hill Cabs|nilgiricabs|Ooty|33|travel
Pragati Gramin Finance|pragati-gramin|Muzaffarpur|10|nbfc
Vrindavan Greens Owners|vrindavan-greens|Mathura|09|society
Jhelum Carpets|jhelumcarpets|Srinagar|01|d2c
Bihar Litti House|bihar-litti|Patna|10|cafe
Aastha Fertility Centre|aastha-ivf|Surat|24|clinic
Mandi Direct|mandidirect|Azadpur|07|kirana
Rapid Roadside Assist|rapid-roadside|Ahmedabad|24|auto
Glow & Go Nails|glowandgo|Mumbai|27|salon
Ekagra NEET Academy|ekagra-neet|Hyderabad|36|edtech
Spiti Valley Treks|spititreks|Manali|02|travel
Terracotta Tales|terracotta|Bishnupur|19|d2c
Konark Heights Association|konark-heights|Bhubaneswar|21|society
Sulabh Gold Finance|sulabh-gold|Kochi|32|nbfc
Dosa Plaza Express|dosaplaza|Mangaluru|29|cafe
Ganga Cargo Carriers|gangacargo|Patna|10|logistics
Lakshmi Honda Service|lakshmi-service|Salem|33|auto
Blossom Unisex Salon|blossom-salon|Imphal|14|salon
Kaldan Serviced Flats|kaldan|Shillong|17|realty
Lipi Document Cloud|lipi-cloud|Kolkata|19|software
Ashwini Dental & Implant|ashwini-dental|Solapur|27|clinic
Jai Jawan Canteen Stores|jaijawan|Ambala|06|kirana
Bal Vikas Montessori|balvikas|Ajmer|08|edtech
Coorg Coffee Stays|coorgstays|Madikeri|29|travel
Indigo Dabu Prints|indigodabu|Jaipur|08|d2c
Hill View Apartment Owners|hillview|Dehradun|05|society
Vaibhav Lakshmi Chits|vaibhav-chits|Warangal|36|nbfc
Goan Fish Curry House|goanfish|Margao|30|cafe
Speedwell Hyperlocal|speedwell|Jaipur|08|logistics
Aravalli Car Rentals|aravalli-cars|Udaipur|08|auto
Shringar Bridal Studio|shringar|Patna|10|salon
Sai Krupa Constructions|saikrupa|Nashik|27|realty
Anvaya Robotics|anvaya|Coimbatore|33|software
City Pet Hospital|citypet|Bengaluru|29|clinic
Nagaland Organic Basket|naga-basket|Kohima|13|kirana
Tamizh Toys|tamizhtoys|Chennai|33|d2c
Arunodaya Skill Centre|arunodaya-skill|Itanagar|12|edtech
Konkan Kinara Resorts|konkankinara|Malvan|27|travel
Ashray Senior Living|ashray|Pune|27|society
Mudra Sathi Loans|mudrasathi|Kanpur|09|nbfc
Pind Da Dhaba|pinddadhaba|Amritsar|03|cafe
Blue Dart Valley Couriers|bluevalley|Srinagar|01|logistics
Eco Charge EV Stations|ecocharge|Delhi|07|auto
Ananta Pilates|ananta-pilates|Mumbai|27|salon
Vastu Shilp Interiors|vastushilp|Vadodara|24|realty
Patrika Newsletters|patrika-news|Jaipur|08|software
Arogya Homeo Clinic|arogya-homeo|Thrissur|32|clinic
Mahalakshmi Traders|mahalakshmi|Hubballi|29|kirana
Lakshya Defence Academy|lakshya-defence|Dehradun|05|edtech
Odisha Temple Trails|odishatrails|Puri|21|travel
Bamboo & Beyond|bamboobeyond|Agartala|16|d2c
Jasmine Court CHS|jasminecourt|Pune|27|society
Sahara Rural Microfin|sahara-rural|Begusarai|10|nbfc
Third Wave Chai|thirdwavechai|Bengaluru|29|cafe
Kutch Salt Transport|kutch-salt|Gandhidham|24|logistics
Nandi Tyres & Alignment|nandityres|Tumakuru|29|auto
Zaika Cloud Kitchen|zaika-cloud|Hyderabad|36|cafe
Pukhraj Gems|pukhraj|Jaipur|08|d2c
Navya Hearing Care|navya-hearing|Chennai|33|clinic
Bandhan Matrimony Services|bandhan-matri|Lucknow|09|software
Ishaan Solar Rooftops|ishaan-solar|Jodhpur|08|realty
Tezpur Tea Direct|tezpurtea|Tezpur|18|d2c
Dwarka Yatra Seva|dwarkayatra|Dwarka|24|travel
Mangalam Wedding Halls|mangalam-halls|Nagpur|27|realty
Swaad Pickle Kitchen|swaadpickle|Guntur|37|d2c
Medha Abacus Centres|medha-abacus|Vijayawada|37|edtech
Charan Foot Clinic|charanfoot|Delhi|07|clinic
Panchtatva Skincare|panchtatva|Bengaluru|29|d2c
Rukmini Saree Mandir|rukmini-saree|Kanchipuram|33|d2c
Yuva Cricket Academy|yuvacricket|Ranchi|20|edtech
Trikon Fire Safety|trikonfire|Faridabad|06|software
Kasturi Perfumers|kasturi|Kannauj|09|d2c
Surya Namaskar Retreats|suryaretreats|Gokarna|29|travel
Maitri Old Age Care|maitricare|Kochi|32|clinic
Hariyali Farm Inputs|hariyali|Hisar|06|kirana
`;

export type Kind =
  | "clinic"
  | "kirana"
  | "edtech"
  | "travel"
  | "d2c"
  | "society"
  | "nbfc"
  | "cafe"
  | "logistics"
  | "auto"
  | "salon"
  | "realty"
  | "software";

export interface Organisation {
  name: string;
  slug: string;
  city: string;
  stateCode: string;
  kind: Kind;
}

/** Believable Indian organisations, in a fixed order; none of them is a cast member. */
export const ORGANISATIONS: readonly Organisation[] = LIST.trim()
  .split("\n")
  .map((line) => {
    const [name = "", slug = "", city = "", stateCode = "", kind = ""] = line.split("|");
    return { name, slug, city, stateCode, kind: kind as Kind };
  });
