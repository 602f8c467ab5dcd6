// long: lists of names. Given names and family names that go together, by the part of India they are at home in.
type Region =
  | "hindi"
  | "punjab"
  | "gujarat"
  | "maharashtra"
  | "bengal"
  | "odisha"
  | "northeast"
  | "tamil"
  | "kerala"
  | "karnataka"
  | "telugu"
  | "goa"
  | "kashmir"
  | "urdu";

const NAMES: Record<Region, { given: string; family: string }> = {
  hindi: {
    given:
      "Amit Neha Rakesh Sunita Vivek Pooja Manoj Kiran Ankit Shalini Deepak Preeti Saurabh Rekha Alok Nidhi Harish Garima Pankaj Swati Mukesh Anjali Rohit Kavita Vikas Mamta Yogesh Ritu Sandeep Archana",
    family:
      "Sharma Verma Gupta Mishra Tiwari Pandey Srivastava Yadav Agarwal Saxena Chauhan Singh Dubey Rathore Joshi Jain Mathur Bansal Tripathi Shukla",
  },
  punjab: {
    given: "Gurpreet Harleen Manpreet Jaspreet Simran Amarjeet Navjot Rajbir Baljit Kulwinder Harpreet Sukhman",
    family: "Singh Kaur Gill Sandhu Dhillon Sidhu Bedi Grewal Arora Khanna",
  },
  gujarat: {
    given: "Jignesh Hetal Bhavesh Komal Chirag Dhruvi Mehul Nirali Paresh Urvi Tejas Falguni Hardik Zalak",
    family: "Patel Shah Desai Mehta Trivedi Parikh Solanki Vora Modi Bhatt Dave Contractor",
  },
  maharashtra: {
    given: "Sachin Vaishali Aniket Mrunal Prasad Sayali Omkar Ketaki Nilesh Rutuja Ashwin Madhura Shreyas Tanvi Mahesh Snehal",
    family: "Kulkarni Deshpande Patil Joshi Jadhav Shinde Gokhale More Bhosale Pawar Sawant Kamble Phadke Chavan",
  },
  bengal: {
    given: "Anirban Moumita Subhash Ishani Debjit Rituparna Sourav Paromita Tathagata Sreelekha Arnab Koyel",
    family: "Banerjee Mukherjee Chatterjee Ghosh Bose Sen Das Dutta Chakraborty Roy Saha Majumdar",
  },
  odisha: {
    given: "Biswajit Smruti Pratyush Lopamudra Satyajit Subhashree Debasish Itishree",
    family: "Mohanty Patnaik Behera Sahoo Dash Panda Mishra Nayak",
  },
  northeast: {
    given: "Bhaskar Rimjhim Lalrin Zothan Tenzing Pema Ibomcha Thoibi Dhruba Jonaki Banri Kenei",
    family: "Borah Hazarika Gogoi Lalhmingliana Bhutia Lepcha Singh Devi Kalita Marak Lyngdoh Angami",
  },
  tamil: {
    given: "Karthik Priya Senthil Lakshmi Arun Kavitha Murugan Divya Balaji Revathi Vignesh Meenakshi Saravanan Abirami Prakash Gayathri",
    family: "Subramanian Raman Krishnan Iyer Natarajan Sundaram Pillai Murugesan Venkatesan Chandrasekar Rajendran Annamalai",
  },
  kerala: {
    given: "Anoop Reshma Biju Sreeja Jithin Anjana Thomas Mariam Vishnu Lekha Shaji Nimisha Faisal Parvathy",
    family: "Nair Menon Pillai Kurian Varghese Thomas Namboothiri Panicker Mathew George Kutty Warrier",
  },
  karnataka: {
    given: "Girish Sahana Manjunath Pallavi Chetan Bhavya Raghavendra Ashwini Naveen Soumya Basavaraj Deepa Sudarshan Rashmi",
    family: "Gowda Hegde Rao Shetty Bhat Kamath Murthy Patil Nayak Desai Acharya Poojary",
  },
  telugu: {
    given: "Srinivas Padmaja Venkat Sravani Ramesh Harika Kiran Swapna Phani Lavanya Sai Mounika Anil Bhargavi",
    family: "Reddy Rao Naidu Chowdary Varma Goud Raju Prasad Yerramilli Kolluri Pulla Tadepalli",
  },
  goa: {
    given: "Savio Alisha Agnelo Maria Nelson Sonia Rohan Pratibha",
    family: "Fernandes DSouza Naik Kamat Pereira Dias Gaonkar Rodrigues",
  },
  kashmir: { given: "Bilal Insha Tariq Mehak Sajad Nuzhat Stanzin Dolma", family: "Bhat Wani Mir Dar Lone Shah Namgyal Angmo" },
  urdu: {
    given: "Imran Ayesha Salman Nazia Arif Shabnam Farhan Rukhsar Zubair Sana Asif Heena",
    family: "Khan Ansari Siddiqui Shaikh Qureshi Ahmed Hussain Pathan Rizvi Farooqui",
  },
};

const REGION_OF_STATE: Record<string, Region> = {
  "01": "kashmir",
  "03": "punjab",
  "04": "punjab",
  "11": "northeast",
  "12": "northeast",
  "13": "northeast",
  "14": "northeast",
  "15": "northeast",
  "16": "bengal",
  "17": "northeast",
  "18": "northeast",
  "19": "bengal",
  "21": "odisha",
  "24": "gujarat",
  "27": "maharashtra",
  "29": "karnataka",
  "30": "goa",
  "32": "kerala",
  "33": "tamil",
  "36": "telugu",
  "37": "telugu",
  "38": "kashmir",
};

/** Lists of given and family names to draw from for people of a state: mostly of its region, some from elsewhere. */
export function namesOf(stateCode: string, fromElsewhere: "urdu" | "hindi" | null): { given: string[]; family: string[] } {
  const { given, family } = NAMES[fromElsewhere ?? REGION_OF_STATE[stateCode] ?? "hindi"];
  return { given: given.split(" "), family: family.split(" ") };
}
